using System.Diagnostics;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>Spans of work that outlives the request that ordered it: each a trace of its own, linked to that request's.</summary>
internal static class JobSpans
{
    private static readonly ActivitySource s_source = new(CaptionTelemetry.ActivitySourceName);

    public static Activity? StartItem(JobLease lease) => Start(SpanTable.JobItem, lease.Order)
        ?.SetTag("job.item", lease.Index)
        .SetTag("job.attempt", lease.Attempt)
        .SetTag("caption.digest", lease.Digest.ToString());

    public static Activity? StartWebhook(WebhookLease lease) => Start(SpanTable.JobWebhook, lease.Job.Order)
        ?.SetTag("job.attempt", lease.Attempt);

    private static Activity? Start(SpanRow row, JobOrder order)
    {
        ActivityLink[] links = ActivityContext.TryParse(order.TraceParent, null, isRemote: true, out var accepted)
            ? [new ActivityLink(accepted)]
            : [];
        return s_source.StartActivity(row.Kind, links: links, name: row.Name)?.SetTag("job.id", order.Id.ToString());
    }
}
