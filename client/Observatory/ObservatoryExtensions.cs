using CaptionCluster.Client.Access;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Observatory;

internal static class ObservatoryExtensions
{
    public static void AddObservatory(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClusterBook>();
        builder.Services.AddSingleton<ClusterView>();
    }

    public static void MapObservatory(this WebApplication app) => app
        .MapApi("/cluster")
        .RequireAdmin()
        .WithTags("Cluster")
        .MapGet("", async (ClusterView view, HttpContext http, bool history = false) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Json(await view.ReadAsync(history, http.RequestAborted), ClusterJson.Default.ClusterAnswer);
        })
        .Produces<ClusterAnswer>()
        .ProducesProblems(403)
        .WithSummary("Who belongs to the cluster, what each does and how much waits (admin)")
        .WithDescription(
            "Silos with their roles, models and load; a silo that is lost is told of for a quarter of an hour, as it was last. "
            + "With history=true each host's last quarter of an hour comes in steps of five seconds.");
}
