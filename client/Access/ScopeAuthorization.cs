using CaptionCluster.Client.Access.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Access;

/// <summary>Lets in whose key has the scope, and everyone where the scope needs none.</summary>
internal sealed class ScopeAuthorization(AccessKeys keys, Listening listening, KnownHosts hosts, IOptions<AccessOptions> options)
    : AuthorizationHandler<ScopeNeeded>, IAuthorizationMiddlewareResultHandler
{
    /// <summary>
    /// Where no other keys are needed, whoever lacks only the admin's is not asked for a key, which would be taken for any.
    /// </summary>
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded) return next(context);
        var lacks = policy.Requirements.OfType<ScopeNeeded>().Where(needed => !Has(needed, context)).ToList();
        var isForAdmins = lacks.TrueForAll(needed => needed.Scopes == KeyScopes.Admin);
        var isAskedForAKey = context.User is not KeyHolder && (!isForAdmins || keys.AreDemanded || !keys.AreRead);
        var lacked = new AuthenticationProperties(
            items: null, new Dictionary<string, object?> { [KeyAuthentication.LackedScope] = lacks[0].Scope });
        return isAskedForAKey ? context.ChallengeAsync(lacked) : context.ForbidAsync(lacked);
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeNeeded requirement)
    {
        if (Has(requirement, (HttpContext)context.Resource!)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private bool Has(ScopeNeeded needed, HttpContext http) =>
        (http.User is KeyHolder { Key: var key } && key.Opens(needed.Scopes)) || IsOpen(needed.Scope, http);

    private bool IsOpen(string scope, HttpContext http) => scope switch
    {
        AccessScope.Caption or AccessScope.Jobs => !keys.AreDemanded && (options.Value.AllowAnonymous || IsForThisMachine),
        AccessScope.Metrics => options.Value.MetricsKey is null && !keys.AreMadeForMetrics && IsOpenToWatchers,
        AccessScope.Reference => IsOpenToWatchers,
        AccessScope.Admin => IsOpenToAdmins(http),
        AccessScope.Keys => IsOpenToAdmins(http) && !keys.AreDemanded,
        _ => false,
    };

    private bool IsOpenToAdmins(HttpContext http) =>
        options.Value.AdminKey is null && !keys.AreMade && IsForThisMachine && hosts.Knows(http.Request);

    /// <summary>What says nothing of pictures: on this machine, whoever else needs a key does not need one for it.</summary>
    private bool IsOpenToWatchers => listening.IsLocalOnly || (options.Value.AllowAnonymous && !keys.AreDemanded);

    /// <summary>While nobody can say whether there are keys, there may be some.</summary>
    private bool IsForThisMachine => listening.IsLocalOnly && keys.AreRead;
}
