using Microsoft.AspNetCore.Authorization;

namespace CaptionCluster.Client.Access;

/// <summary>What a caller may do; also the names of the policies that demand it.</summary>
internal static class AccessScope
{
    /// <summary>All of <c>/v1</c>.</summary>
    public const string Caption = "caption";

    /// <summary>What concerns everyone: forgetting pictures, reloading models, the dashboard.</summary>
    public const string Admin = "admin";

    /// <summary>Reading <c>/metrics</c>.</summary>
    public const string Metrics = "metrics";

    public static void AddPolicies(AuthorizationOptions authorization)
    {
        foreach (var scope in new[] { Caption, Admin, Metrics })
        {
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeNeeded(scope)));
        }
    }

    /// <summary>A group of version 1 of the API, for those who may caption.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string path) =>
        app.MapGroup("/v1" + path).RequireAuthorization(Caption);

    public static TBuilder RequireAdmin<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(Admin);
}

internal sealed record ScopeNeeded(string Scope) : IAuthorizationRequirement;
