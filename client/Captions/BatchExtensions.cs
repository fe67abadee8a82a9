using CaptionCluster.Client.Access;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Transport;

namespace CaptionCluster.Client.Captions;

internal static class BatchExtensions
{
    public static void AddBatches(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BatchOptions>().BindConfiguration("CaptionCluster:Batches").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ItemWriter>();
        builder.Services.AddSingleton<BatchEndpoint>();
    }

    public static void MapBatches(this WebApplication app) => app
        .MapApi("/captions").MapPost("batch", (HttpContext http, BatchEndpoint endpoint) => endpoint.PostAsync(http))
        .WithMetadata(new BodyLimit(null)) // The window is the limit.
        .WithTags("Captions")
        .WithSummary("Many pictures in, a line for each out, as it is done")
        .Produces<ItemAnswer>(200, "application/x-ndjson")
        .ProducesProblems(400, 404, 408, 413, 415, 422, 429, 503)
        .AddOpenApiOperationTransformer(ManyDescription.DescribeBatch);
}
