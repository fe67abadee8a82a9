using CaptionCluster.Client.Access;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades;

/// <summary>
/// Where facades are mapped: behind the keys of captions, with problems in their own form. Their makers describe them, not OpenAPI.
/// </summary>
internal static class FacadeRoutes
{
    public static RouteGroupBuilder MapFacade(this IEndpointRouteBuilder app, string path, ProblemForm form)
    {
        var facade = app.MapGroup(path).AsFacade(form);
        facade.Map("{**rest}", Task (HttpContext _) => throw NotThere(path)).WithOrder(int.MaxValue);
        return facade;
    }

    public static TBuilder AsFacade<TBuilder>(this TBuilder endpoint, ProblemForm form)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(AccessScope.Caption).WithMetadata(form, new ExcludeFromDescriptionAttribute());

    private static RequestRefusedException NotThere(string path) =>
        new(404, "not-found", $"There is nothing at this address and method below {path}; docs/migration.md lists what there is.");
}
