using System.Diagnostics;
using CaptionCluster.Client.Jobs.Work;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>Delivers the webhooks of completed jobs, one after another, each tried again with growing pauses until it is taken or given up.</summary>
internal sealed partial class WebhookSender(
    IJobStore store,
    WebhookClient client,
    JobSignals signals,
    JobMetrics metrics,
    IOptions<JobOptions> jobs,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger) : BackgroundService
{
    private readonly WebhookOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!jobs.Value.Work) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var completed = signals.Completed.Next;
            if (await TryDeliverNextAsync(stoppingToken)) continue;
            await Signal.WaitAsync(completed, jobs.Value.PollInterval, time, stoppingToken);
        }
    }

    /// <summary>False when none is due, or the store can't say.</summary>
    private async Task<bool> TryDeliverNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (await store.LeaseWebhookAsync(now, now + (2 * _options.Timeout), cancellationToken) is not { } lease) return false;
            await DeliverAsync(lease, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (StoreUnavailableException error)
        {
            LogStoreDown(error);
            return false;
        }
    }

    private async Task DeliverAsync(WebhookLease lease, CancellationToken cancellationToken)
    {
        using var span = JobSpans.StartWebhook(lease);
        var refusal = await client.SendAsync(lease.Job, cancellationToken);
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

    [LoggerMessage(LogLevel.Warning, "The job store does not say which webhooks are due")]
    private partial void LogStoreDown(Exception exception);

    [LoggerMessage(LogLevel.Information, "The webhook of job {Job} was not taken at try {Attempt}: {Refusal}")]
    private partial void LogRetried(JobId job, int attempt, string refusal);

    [LoggerMessage(LogLevel.Warning, "The webhook of job {Job} is given up after {Attempts} tries: {Refusal}")]
    private partial void LogGivenUp(JobId job, int attempts, string refusal);
}
