using System.Security.Claims;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.Authentication;

namespace CaptionCluster.Client.Access;

/// <summary>Knows a caller by the key in a header. No page of another origin can make a browser send that.</summary>
internal sealed class KeyAuthentication(AccessKeys keys) : IAuthenticationHandler
{
    public const string Scheme = "Key";

    private static readonly Problem s_keyNeeded = Problem.Of(
        401,
        "key-needed",
        "An API key is needed",
        $"Send one of the service's keys as 'Authorization: Bearer …' or '{AccessKeys.Header}'."
    );

    private static readonly Problem s_adminOnly = Problem.Of(
        403,
        "admin-only",
        "Not allowed",
        $"This needs the admin key (CaptionCluster:AdminKey), sent as 'Authorization: Bearer …' or '{AccessKeys.Header}'."
    );

    private HttpContext _http = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _http = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        if (AccessKeys.Of(_http.Request) is not { } key) return Task.FromResult(AuthenticateResult.NoResult());
        var claims = keys.ClaimsOf(key);
        return Task.FromResult(claims.Count == 0
            ? AuthenticateResult.NoResult() // Where none is demanded, it does no harm.
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), Scheme)));
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        _http.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(_http, s_keyNeeded);
    }

    public Task ForbidAsync(AuthenticationProperties? properties) => ProblemWriter.WriteAsync(_http, s_adminOnly);
}
