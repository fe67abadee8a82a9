using Microsoft.AspNetCore.Authorization;

namespace CaptionCluster.Client.Access;

/// <summary>What a caller may do; also the names of the policies that demand it.</summary>
internal static class AccessScope
{
    /// <summary>Captions, one by one and in batches, and what is served.</summary>
    public const string Caption = "caption";

    public const string Jobs = "jobs";

    /// <summary>What concerns everyone: forgetting pictures, reloading models, the dashboard.</summary>
    public const string Admin = "admin";

    /// <summary>The keys, which open all the rest: the admin's too, and for everyone only where there is no key to be had.</summary>
    public const string Keys = "keys";

    /// <summary>Reading <c>/metrics</c>.</summary>
    public const string Metrics = "metrics";

    /// <summary>The description of the API, for whoever has any key.</summary>
    public const string Reference = "reference";

    /// <summary>Whatever it opens.</summary>
    public const string AnyKey = "any key";

    public static void AddPolicies(AuthorizationOptions authorization)
    {
        foreach (var scope in new[] { Caption, Jobs, Admin, Keys, Metrics, Reference, AnyKey })
        {
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeNeeded(scope)));
        }
    }

    /// <summary>A group of version 1 of the API, for those who have the scope.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string path, string scope = Caption) =>
        app.MapGroup("/v1" + path).RequireAuthorization(scope);

    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(Admin);
}

internal sealed record ScopeNeeded(string Scope) : IAuthorizationRequirement
{
    /// <summary>What a key must have; none where any will do.</summary>
    public KeyScopes Scopes { get; } = Scope == AccessScope.Keys ? KeyScopes.Admin : KeyScopeNames.Parse(Scope);
}
