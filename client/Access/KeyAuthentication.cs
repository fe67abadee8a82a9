using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.Authentication;

namespace CaptionCluster.Client.Access;

/// <summary>
/// Knows a caller by the key in a header, which no page of another origin can make a browser send, or by the cookie of a session.
/// </summary>
internal sealed class KeyAuthentication(AccessKeys keys) : IAuthenticationHandler
{
    public const string Scheme = "Key";

    /// <summary>What a key lacks, among the parameters of a refusal.</summary>
    public const string LackedScope = "scope";

    private HttpContext _http = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _http = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync() =>
        Task.FromResult(
            keys.Find(_http.Request) is { } key
                ? key.ToResult(Scheme)
                : AuthenticateResult.NoResult()); // Where none is demanded, a wrong one does no harm.

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        if (!keys.AreRead) return ProblemWriter.WriteAsync(_http, AccessProblems.KeysNotRead);
        _http.Response.Headers.WWWAuthenticate = "Bearer";
        var isForReaders = properties?.GetParameter<string>(LackedScope) is AccessScope.Reference;
        return ProblemWriter.WriteAsync(_http, isForReaders ? AccessProblems.KeyNeededToRead : AccessProblems.KeyNeeded);
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        var scope = properties?.GetParameter<string>(LackedScope);
        if (scope is null or AccessScope.Admin or AccessScope.Keys)
        {
            return ProblemWriter.WriteAsync(_http, AccessProblems.AdminOnly);
        }

        _http.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\""; // RFC 6750, 3.1.
        return ProblemWriter.WriteAsync(_http, AccessProblems.ScopeNeeded(scope));
    }
}
