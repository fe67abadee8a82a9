using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Lets in whose key has the scope, and everyone where the scope needs none.</summary>
internal sealed class ScopeAuthorization(AccessKeys keys, Listening listening, KnownHosts hosts, IOptions<AccessOptions> options)
    : AuthorizationHandler<ScopeNeeded>, IAuthorizationMiddlewareResultHandler
{
    /// <summary>Whoever lacks only the admin key is not asked for a key, which would be taken for any.</summary>
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded) return next(context);
        var lacks = policy.Requirements.OfType<ScopeNeeded>().Where(needed => !Has(context.User, needed.Scope, context));
        return lacks.All(needed => needed.Scope == AccessScope.Admin) ? context.ForbidAsync() : context.ChallengeAsync();
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeNeeded requirement)
    {
        if (Has(context.User, requirement.Scope, (HttpContext)context.Resource!)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private bool Has(ClaimsPrincipal caller, string scope, HttpContext http) =>
        caller.HasClaim(AccessKeys.ScopeClaim, scope) || IsOpen(scope, http);

    private bool IsOpen(string scope, HttpContext http) => scope switch
    {
        AccessScope.Caption => !keys.AreDemanded && (options.Value.AllowAnonymous || listening.IsLocalOnly),
        AccessScope.Metrics => options.Value.MetricsKey is null,
        AccessScope.Admin => options.Value.AdminKey is null && listening.IsLocalOnly && hosts.Knows(http.Request),
        _ => false,
    };
}
