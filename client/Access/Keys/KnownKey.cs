using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>A key that opens something, ready to be looked up.</summary>
/// <param name="tenant">Whose its holder's jobs are.</param>
internal sealed class KnownKey(ApiKey key, string tenant, bool isConfigured)
{
    private readonly KeyScopes _opens = key.Scopes.HasFlag(KeyScopes.Admin) ? ~KeyScopes.None : key.Scopes;
    private AuthenticateResult? _result;

    public ApiKey Key => key;

    public string Tenant => tenant;

    /// <summary>It stands in the configuration, and holds for as long as it does.</summary>
    public bool IsConfigured => isConfigured;

    public KeyHash Hash { get; } = KeyHash.Parse(key.Hash);

    public KeyHash SessionHash { get; } = KeyHash.Parse(key.SessionHash);

    public bool HasLimits => key.RequestsPerMinute is not null || key.ConcurrentRequests is not null;

    public bool Opens(KeyScopes scope) => _opens.HasFlag(scope);

    public bool IsLive(DateTimeOffset now) => key.RevokedAt is null && (key.ExpiresAt is not { } end || now < end);

    /// <summary>Whose requests are all the same to those who ask who it is: made once.</summary>
    public AuthenticateResult ToResult(string scheme) =>
        _result ??= AuthenticateResult.Success(new AuthenticationTicket(new KeyHolder(this, scheme), scheme));
}

/// <summary>Who has sent a key.</summary>
internal sealed class KeyHolder(KnownKey key, string scheme) : ClaimsPrincipal(new ClaimsIdentity(scheme))
{
    public KnownKey Key => key;
}
