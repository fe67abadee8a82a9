using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>
/// Jobs' logs. To add the next entry is the one step that decides: its sequence is taken by one writer only, and behind an end there is
/// none.
/// </summary>
internal sealed class JobLog(JobCollections collections)
{
    private const int Stripes = 64;

    /// <summary>Writers of one process take turns at a job, so that they don't race for its next sequence.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The newest entry, or one of sequence 0.</summary>
    public async Task<EventDocument> LastAsync(string job, CancellationToken cancellationToken) =>
        await collections.RunAsync(
            (jobs, token) =>
                jobs.Events.Find(entry => entry.Job == job).SortByDescending(entry => entry.Sequence).FirstOrDefaultAsync(token),
            cancellationToken
        ) ?? EventDocument.Before(job);

    /// <summary>Adds what comes after the newest entry, unless the job has ended or its item is decided.</summary>
    /// <returns>The newest entry known, and whether it is the one that was to be added.</returns>
    public async Task<(EventDocument Newest, bool Appended)> AppendAsync(
        string job, Func<EventDocument, EventDocument> next, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)job.GetHashCode(StringComparison.Ordinal) % Stripes];
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var last = await LastAsync(job, cancellationToken);
                if (last.Ended is not null) return (last, false);
                var entry = next(last);
                if (await TryInsertAsync(entry, cancellationToken)) return (entry, true);
                if (entry.Outcome is { } outcome && await IsDecidedAsync(job, outcome.Index, cancellationToken)) return (last, false);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<IReadOnlyList<JobEvent>> ReadAsync(string job, long after, int max, CancellationToken cancellationToken)
    {
        var entries = await collections.RunAsync(
            (jobs, token) => jobs.Events.Find(entry => entry.Job == job && entry.Sequence > after)
                .SortBy(entry => entry.Sequence).Limit(max).ToListAsync(token),
            cancellationToken);
        return [.. entries.Select(entry => entry.ToEvent())];
    }

    /// <summary>False when the sequence is taken, or the item decided.</summary>
    private async Task<bool> TryInsertAsync(EventDocument entry, CancellationToken cancellationToken)
    {
        try
        {
            await collections.RunAsync(
                async (jobs, token) =>
                {
                    await jobs.Events.InsertOneAsync(entry, null, token);
                    return true;
                },
                cancellationToken);
            return true;
        }
        catch (StoreUnavailableException error)
            when (error.InnerException is MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey })
        {
            return false;
        }
    }

    private Task<bool> IsDecidedAsync(string job, int index, CancellationToken cancellationToken) => collections.RunAsync(
        (jobs, token) => jobs.Events.Find(entry => entry.Job == job && entry.Outcome!.Index == index).AnyAsync(token), cancellationToken);
}
