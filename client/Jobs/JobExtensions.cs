using CaptionCluster.Client.Access;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Jobs.Webhooks;
using CaptionCluster.Client.Jobs.Work;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Transport;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs;

internal static class JobExtensions
{
    /// <summary>Accepting jobs, telling of them, and, where this process is to work on them, the work.</summary>
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<JobOptions>().BindConfiguration("CaptionCluster:Jobs").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WebhookOptions>().BindConfiguration("CaptionCluster:Jobs:Webhooks").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<JobRequests>();
        services.AddSingleton<JobIntake>();
        services.AddSingleton<JobBook>();
        services.AddSingleton<JobEndpoints>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<JobResults>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<WebhookDelivery>();
        services.AddSingleton<JobItemWork>();
        services.AddSingleton<JobSlots>();
        services.AddSingleton<TenantTurns>();
        services.AddHostedService<JobWorker>();
        services.AddHostedService<JobSweeper>();
        services.AddHostedService<WebhookSender>();
    }

    public static void MapJobs(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<IOptions<JobOptions>>().Value.MaxBytes;
        var jobs = app.MapApi("/jobs", AccessScope.Jobs).WithTags("Jobs").AddEndpointFilter<RouteGroupBuilder, NoNulInQuery>();

        jobs.MapPost("", (HttpContext http, JobEndpoints endpoints) => endpoints.PostAsync(http))
            .WithMetadata(new BodyLimit(limit))
            .WithSummary("Pictures in, to be captioned some time: answered once they are durable")
            .Produces<JobAnswer>(202)
            .ProducesProblems(400, 403, 404, 408, 413, 415, 422, 424, 429, 503)
            .AddOpenApiOperationTransformer(ManyDescription.DescribeJob);

        jobs.MapGet(
                "",
                (HttpContext http, string? state, string? before, int? max, JobEndpoints endpoints) =>
                    endpoints.ListAsync(http, state, before, max)
            )
            .WithSummary("Your jobs, the newest first")
            .Produces<JobListAnswer>()
            .ProducesProblems(400, 422, 503)
            .AddOpenApiOperationTransformer(HeaderParameters.Words("state", "open", "completed", "cancelled"));

        jobs.MapGet(
                "{id}",
                (HttpContext http, string id, long? after, int? max, JobEndpoints endpoints) => endpoints.GetAsync(http, id, after, max)
            )
            .WithSummary("How a job stands, and its results in pages")
            .Produces<JobAnswer>()
            .ProducesProblems(400, 404, 422, 503)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribeResults);

        jobs.MapGet("{id}/events", (HttpContext http, string id, JobEvents events) => events.FollowAsync(http, id))
            .WithSummary("A job's progress as server-sent events; Last-Event-ID resumes")
            .Produces(200, contentType: "text/event-stream")
            .Produces(204)
            .ProducesProblems(400, 404, 422, 503)
            .AddOpenApiOperationTransformer(HeaderParameters.DescribeEvents);

        jobs.MapGet("{id}/results", (HttpContext http, string id, string? format, JobResults results) => results.GetAsync(http, id, format))
            .WithSummary("All results so far, as JSON lines or CSV")
            .Produces(200, contentType: "application/x-ndjson", additionalContentTypes: "text/csv")
            .ProducesProblems(400, 404, 422, 503)
            .AddOpenApiOperationTransformer(HeaderParameters.Words("format", "ndjson", "csv"))
            .AddOpenApiOperationTransformer(CaptionDescription.DescribeResults);

        jobs.MapDelete("{id}", (HttpContext http, string id, JobEndpoints endpoints) => endpoints.DeleteAsync(http, id))
            .WithSummary("Cancels an open job; forgets an ended one")
            .Produces<JobAnswer>()
            .Produces(204)
            .ProducesProblems(400, 404, 503);
    }
}
