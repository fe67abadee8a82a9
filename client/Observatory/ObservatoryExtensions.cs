using System.ComponentModel.DataAnnotations;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Observatory;

internal static class ObservatoryExtensions
{
    private const int MostTraces = 1000;

    public static void AddObservatory(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClusterBook>();
        builder.Services.AddSingleton<ClusterMembers>();
        builder.Services.AddSingleton<ClusterView>();
        builder.Services.AddSingleton<TraceView>();
    }

    public static void MapObservatory(this WebApplication app)
    {
        app.MapCluster();
        app.MapTraces();
    }

    private static void MapTraces(this WebApplication app)
    {
        var traces = app.MapApi("/traces").RequireAdmin().WithTags("Cluster");
        traces.MapGet("", (TraceView view, HttpContext http,
                [AllowedValues("recent", "slowest", "failed")] string kind = "recent",
                [Range(1, MostTraces)] int limit = 50) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return TypedResults.Json(view.List(kind, Math.Clamp(limit, 1, MostTraces)), TraceJson.Default.TracesAnswer);
            })
            .Produces<TracesAnswer>()
            .ProducesProblems(400, 403, 404)
            .WithSummary("The last, the slowest or the failed requests of this front (admin)")
            .WithDescription(
                "Kept in memory where CaptionCluster:Traces:Enabled is set, since this front's start. Digests and sizes, no addresses.");
        traces.MapGet("{id}", async (string id, TraceView view, HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return TypedResults.Json(await view.ReadAsync(id, http.RequestAborted), TraceJson.Default.TraceAnswer);
            })
            .Produces<TraceAnswer>()
            .ProducesProblems(403, 404)
            .WithSummary("What every host did for one request, and the batches it was in (admin)");
    }

    private static void MapCluster(this WebApplication app) => app
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
