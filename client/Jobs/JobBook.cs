namespace CaptionCluster.Client.Jobs;

/// <summary>A tenant's own jobs: another's are as good as none.</summary>
internal sealed class JobBook(IJobStore store, JobSignals signals, TimeProvider time)
{
    /// <exception cref="JobNotFoundException">None of this tenant's jobs (any more).</exception>
    public async Task<Job> GetAsync(string tenant, string id, CancellationToken cancellationToken) =>
        JobId.TryParse(id, out var parsed) && await store.GetAsync(parsed, cancellationToken) is { } job && job.Order.Tenant == tenant
            ? job
            : throw new JobNotFoundException(id);

    /// <summary>Cancels an open job; deletes an ended one.</summary>
    /// <returns>The cancelled job; null when it was deleted.</returns>
    public async Task<Job?> RemoveAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(tenant, id, cancellationToken);
        if (job.State == JobState.Open)
        {
            var ended = await store.CancelAsync(job.Id, time.GetUtcNow(), cancellationToken);
            signals.Progressed.Pulse();
            return ended ?? throw new JobNotFoundException(id);
        }

        await store.DeleteAsync(job.Id, cancellationToken);
        return null;
    }
}
