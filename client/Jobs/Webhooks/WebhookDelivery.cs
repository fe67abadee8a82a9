using System.Diagnostics;
using CaptionCluster.Client.Jobs.Work;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>One try to deliver, and what becomes of the webhook: delivered, to be tried again after a growing pause, or given up.</summary>
internal sealed partial class WebhookDelivery(
    IJobStore store,
    WebhookClient client,
    JobMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookDelivery> logger
)
{
    private readonly WebhookOptions _options = options.Value;

    /// <summary>Never throws: what is not decided is left until its lease runs out.</summary>
    public async Task RunAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await DeliverAsync(lease, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception error)
        {
            LogLeft(error, lease.Job.Id);
        }
    }

    private async Task DeliverAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        using var span = JobSpans.StartWebhook(lease);
        var isLostTooOften = lease.Attempt > _options.MaxAttempts;
        var refusal = isLostTooOften ? "Its tries ended without an answer." : await client.SendAsync(lease.Job, cancellationToken);
        span?.SetStatus(refusal is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, refusal);
        if (refusal is null)
        {
            metrics.Webhook("delivered");
            await store.FinishWebhookAsync(lease, delivered: true, CancellationToken.None);
        }
        else if (lease.Attempt >= _options.MaxAttempts)
        {
            metrics.Webhook("failed");
            LogGivenUp(lease.Job.Id, lease.Attempt, refusal);
            await store.FinishWebhookAsync(lease, delivered: false, CancellationToken.None);
        }
        else
        {
            metrics.Webhook("retried");
            LogRetried(lease.Job.Id, lease.Attempt, refusal);
            var pause = Pauses.Growing(_options.FirstPause, _options.LongestPause, lease.Attempt);
            await store.ReleaseWebhookAsync(lease, time.GetUtcNow() + pause, CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The webhook of job {Job} is left until its lease runs out")]
    private partial void LogLeft(Exception exception, JobId job);

    [LoggerMessage(LogLevel.Information, "The webhook of job {Job} was not taken at try {Attempt}: {Refusal}")]
    private partial void LogRetried(JobId job, int attempt, string refusal);

    [LoggerMessage(LogLevel.Warning, "The webhook of job {Job} is given up after {Attempts} tries: {Refusal}")]
    private partial void LogGivenUp(JobId job, int attempts, string refusal);
}
