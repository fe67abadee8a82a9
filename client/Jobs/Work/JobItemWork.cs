using System.Diagnostics;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>One item, from its lease to its outcome: a caption, a reason why there will be none, or another try later.</summary>
internal sealed partial class JobItemWork(
    IJobStore store,
    CaptionService captions,
    ModelCatalog models,
    AccessPolicy access,
    JobSignals signals,
    JobMetrics metrics,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobItemWork> logger)
{
    private readonly JobOptions _options = options.Value;

    /// <param name="captioned">Called when only the store has still something to do.</param>
    /// <exception cref="StoreUnavailableException">Nothing was decided; the lease will run out.</exception>
    public async Task RunAsync(JobLease lease, Action captioned, CancellationToken cancellationToken)
    {
        using var span = JobSpans.StartItem(lease);
        try
        {
            var outcome = lease.Attempt > _options.MaxAttempts
                ? ItemOutcomes.LostTooOften(lease, time.GetUtcNow())
                : await CaptionAsync(lease, cancellationToken);
            captioned();
            await FinishAsync(lease, outcome, span, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            captioned();
            await SettleFailureAsync(lease, error, span, cancellationToken);
        }
    }

    private async Task<JobOutcome> CaptionAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var (model, key) = models.Resolve(lease.Order.Key);
        var bytes = await store.ReadImageAsync(lease, cancellationToken);
        using var upload = new Upload(null, bytes ?? default, lease.Digest, RequestOptions.Default) { Identity = access.IdentityOf(lease.Digest, lease.Order.Tenant) };
        CaptionUrgency.Priority = CaptionPriority.Job;
        if (bytes is not null) return ItemOutcomes.Done(lease, await captions.CaptionAsync(upload, model, key, cancellationToken), time.GetUtcNow());

        // No bytes were sent, or the item was decided meanwhile and this outcome will not count.
        return await captions.FindAsync(upload, key, cancellationToken) is { } known
            ? ItemOutcomes.Done(lease, known, time.GetUtcNow())
            : ItemOutcomes.NeverSeen(lease, time.GetUtcNow());
    }

    private async Task SettleFailureAsync(JobLease lease, Exception error, Activity? span, CancellationToken cancellationToken)
    {
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
        if (error is OverloadedException overloaded)
        {
            await RetryAsync(lease, overloaded.RetryAfter, attemptCounts: false, cancellationToken);
        }
        else if (error is ImageRejectedException or InvalidOptionException || lease.Attempt >= _options.MaxAttempts)
        {
            if (error is not CaptionClusterException) LogFailed(error, lease.Index, lease.Order.Id);
            await FinishAsync(lease, ItemOutcomes.Dead(lease, error, time.GetUtcNow()), span, cancellationToken);
        }
        else
        {
            LogRetried(error, lease.Attempt, lease.Index, lease.Order.Id);
            await RetryAsync(lease, Pauses.Growing(_options.FirstPause, _options.LongestPause, lease.Attempt), attemptCounts: true, cancellationToken);
        }
    }

    private async Task FinishAsync(JobLease lease, JobOutcome outcome, Activity? span, CancellationToken cancellationToken)
    {
        span?.SetTag("job.outcome", outcome.IsDone ? "done" : outcome.Fault!.Code);
        if (!await store.FinishAsync(lease, outcome, cancellationToken)) return;
        metrics.Decided(outcome.IsDone);
        signals.Progressed.Pulse();
        signals.Completed.Pulse();
    }

    private async Task RetryAsync(JobLease lease, TimeSpan pause, bool attemptCounts, CancellationToken cancellationToken)
    {
        metrics.Retried();
        await store.ReleaseAsync(lease, time.GetUtcNow() + pause, attemptCounts, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Try {Attempt} of item {Index} of job {Job} failed; it is tried again")]
    private partial void LogRetried(Exception exception, int attempt, int index, JobId job);

    [LoggerMessage(LogLevel.Error, "Item {Index} of job {Job} is given up")]
    private partial void LogFailed(Exception exception, int index, JobId job);
}
