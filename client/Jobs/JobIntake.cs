using System.Diagnostics;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Problems;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs;

/// <param name="IdempotencyKey">Null when the request had none.</param>
internal sealed record JobRequest(string Tenant, CaptionKey Key, JobWebhook? Webhook, string? IdempotencyKey);

/// <summary>Takes a job in: pictures go to the store as they come, and nothing counts until all are there.</summary>
internal sealed partial class JobIntake(
    IJobStore store, IOptions<JobOptions> options, JobSignals signals, JobMetrics metrics, TimeProvider time, ILogger<JobIntake> logger)
{
    /// <returns>The accepted job, durable; or that of an earlier request with the same idempotency key.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was accepted.</exception>
    public async Task<Job> TakeAsync(JobRequest request, IAsyncEnumerable<ManyItem> items, CancellationToken cancellationToken)
    {
        var order = new JobOrder
        {
            Id = JobId.New(time.GetUtcNow()),
            Tenant = request.Tenant,
            Key = request.Key,
            CreatedAt = time.GetUtcNow(),
            Webhook = request.Webhook,
            TraceParent = Activity.Current?.Id,
        };
        using var fingerprint = new JobFingerprint(request);
        var draft = new JobDraft(store, order);
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                using (item)
                {
                    Check(item);
                    fingerprint.Add(item);
                    await draft.AddAsync(item, cancellationToken);
                }
            }

            if (draft.Count == 0) throw new RequestRefusedException(422, "no-pictures", "The request has no pictures.");
            var job = await draft.AcceptAsync(fingerprint.ToKey(request.IdempotencyKey), time.GetUtcNow(), cancellationToken);
            Accepted(job, order);
            return job;
        }
        catch
        {
            await DiscardAsync(draft);
            throw;
        }
    }

    private void Check(ManyItem item)
    {
        if (item.Index >= options.Value.MaxItems)
        {
            throw new RequestRefusedException(413, "too-many-pictures", $"A job has at most {options.Value.MaxItems} pictures; make several of it.");
        }

        if (item.Refusal is not { } refusal) return;
        var problem = ProblemMap.From(refusal);
        throw new RequestRefusedException(problem.Status, refusal.Code, $"Picture {item.Index}: {problem.Detail}", refusal);
    }

    private void Accepted(Job job, JobOrder order)
    {
        if (job.Id != order.Id) return; // An earlier request's.
        metrics.Accepted(job.Items);
        Activity.Current?.SetTag("job.id", job.Id.ToString()).SetTag("job.items", job.Items);
        signals.Accepted.Pulse();
    }

    private async Task DiscardAsync(JobDraft draft)
    {
        try
        {
            await draft.DiscardAsync();
        }
        catch (StoreUnavailableException error)
        {
            LogNotDiscarded(error); // Nobody sees it, and the sweep finds it.
        }
    }

    [LoggerMessage(LogLevel.Warning, "What came of a job that was not accepted could not be deleted; it is deleted later")]
    private partial void LogNotDiscarded(Exception exception);
}
