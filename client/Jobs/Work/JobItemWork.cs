using System.Diagnostics;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>One item: tried, and what came of it said to the store.</summary>
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

    /// <summary>A caption, a reason why there will be none, or another try later.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was decided; the lease will run out.</exception>
    public async Task<ItemVerdict> TryAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            return lease.Attempt > _options.MaxAttempts
                ? ItemOutcomes.LostTooOften(lease, time.GetUtcNow())
                : await CaptionAsync(lease, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException))
        {
            Activity.Current?.SetStatus(ActivityStatusCode.Error, error.Message);
            return After(error, lease);
        }
    }

    /// <exception cref="StoreUnavailableException">Nothing was decided; the lease will run out.</exception>
    public async Task SettleAsync(JobLease lease, ItemVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict.Outcome is not { } outcome)
        {
            metrics.Retried();
            await store.ReleaseAsync(lease, time.GetUtcNow() + verdict.Pause, verdict.AttemptCounts, cancellationToken);
            return;
        }

        Activity.Current?.SetTag("job.outcome", outcome.IsDone ? "done" : outcome.Fault!.Code);
        var decision = await store.FinishAsync(lease, outcome, cancellationToken);
        if (decision == ItemDecision.TooLate) return;
        metrics.Decided(outcome.IsDone);
        signals.Progressed.Pulse();
        if (decision == ItemDecision.JobCompleted) signals.Completed.Pulse();
    }

    private async Task<JobOutcome> CaptionAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var (model, key) = models.Resolve(lease.Order.Key);
        var bytes = await store.ReadImageAsync(lease, cancellationToken); // None when none were sent, or when this outcome will not count.
        using var picture = new Picture(lease.Digest, access.IdentityOf(lease.Digest, lease.Order.Tenant), bytes);
        var outcome =
            captions.AtHand(picture, key)
            ?? await captions.AskAsync(picture, model, key, new Urgency(CaptionPriority.Job), cancellationToken);
        return ItemOutcomes.Done(lease, outcome, time.GetUtcNow());
    }

    private ItemVerdict After(Exception error, JobLease lease)
    {
        if (error is OverloadedException overloaded) return ItemVerdict.Retry(overloaded.RetryAfter, attemptCounts: false);
        if (error is ImageRejectedException or InvalidOptionException or RequestRefusedException || lease.Attempt >= _options.MaxAttempts)
        {
            if (error is not CaptionClusterException) LogFailed(error, lease.Index, lease.Order.Id);
            return ItemOutcomes.Dead(lease, error, time.GetUtcNow());
        }

        LogRetried(error, lease.Attempt, lease.Index, lease.Order.Id);
        return ItemVerdict.Retry(Pauses.Growing(_options.FirstPause, _options.LongestPause, lease.Attempt), attemptCounts: true);
    }

    [LoggerMessage(LogLevel.Warning, "Try {Attempt} of item {Index} of job {Job} failed; it is tried again")]
    private partial void LogRetried(Exception exception, int attempt, int index, JobId job);

    [LoggerMessage(LogLevel.Error, "Item {Index} of job {Job} is given up")]
    private partial void LogFailed(Exception exception, int index, JobId job);
}
