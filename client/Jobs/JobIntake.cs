using System.Diagnostics;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs;

/// <param name="IdempotencyKey">Null when the request had none.</param>
internal sealed record JobRequest(string Tenant, CaptionKey Key, JobWebhook? Webhook, string? IdempotencyKey)
{
    /// <summary>Whose share the fetching of its pictures takes.</summary>
    public Caller Caller { get; init; } = Caller.Unknown;
}

/// <summary>Takes a job in: pictures go to the store as they come, and nothing counts until all are there.</summary>
internal sealed partial class JobIntake(
    IJobStore store, JobRequests requests, ISourceReader sources, IOptions<JobOptions> options, JobSignals signals, JobMetrics metrics,
    TimeProvider time, ILogger<JobIntake> logger)
{
    /// <returns>The accepted job, durable; or that of an earlier request with the same idempotency key.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was accepted.</exception>
    public async Task<Job> TakeAsync(JobRequest request, IAsyncEnumerable<ManyItem> items, CancellationToken cancellationToken)
    {
        JobDraft? draft = null;
        try
        {
            await using var fetches = new JobFetches(sources, request.Caller, options.Value, time, cancellationToken);
            await fetches.RunAsync(async () =>
            {
                await foreach (var item in items.WithCancellation(fetches.Stopped))
                {
                    using (item)
                    {
                        Check(item);
                        var key = item.Options is { } own ? requests.KeyFor(own) : request.Key;
                        draft ??= NewDraft(request with { Key = key });
                        if (key != draft.Order.Key) throw MixedOptions(item);
                        draft.Ordered(item);
                        await fetches.AddAsync(item, draft);
                    }
                }
            });

            if (draft is null) throw new RequestRefusedException(422, "no-pictures", "The request has no pictures.");
            var job = await draft.AcceptAsync(request.IdempotencyKey, time.GetUtcNow(), cancellationToken);
            Accepted(job, draft.Order);
            return job;
        }
        catch when (draft is not null)
        {
            await DiscardAsync(draft);
            throw;
        }
        finally
        {
            draft?.Dispose();
        }
    }

    /// <summary>What one picture makes of the whole job.</summary>
    public static CaptionClusterException Refused(int index, CaptionClusterException refusal)
    {
        if (refusal is OverloadedException) return refusal;
        var problem = ProblemMap.From(refusal);
        return new RequestRefusedException(problem.Status, refusal.Code, $"Picture {index}: {problem.Detail}", refusal);
    }

    private JobDraft NewDraft(JobRequest request) => new(store, new JobFingerprint(request), new JobOrder
    {
        Id = JobId.New(time.GetUtcNow()),
        Tenant = request.Tenant,
        Key = request.Key,
        CreatedAt = time.GetUtcNow(),
        Webhook = request.Webhook,
        TraceParent = Activity.Current?.Id,
    });

    private void Check(ManyItem item)
    {
        if (item.Index >= options.Value.MaxItems)
        {
            throw new RequestRefusedException(
                413,
                "too-many-pictures",
                $"A job has at most {options.Value.MaxItems} pictures; send several jobs."
            );
        }

        if (item.Refusal is { } refusal) throw Refused(item.Index, refusal);
    }

    private static InvalidOptionException MixedOptions(ManyItem item) =>
        new(
            "decoding",
            $"Picture {item.Index}: its options are not those of the job's first picture. A job has one set of options; make several jobs."
        );

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
