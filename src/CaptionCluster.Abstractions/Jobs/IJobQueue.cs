namespace CaptionCluster;

/// <summary>The queue of items that workers share.</summary>
public interface IJobQueue
{
    /// <summary>The tenants who have an item that could be leased now, in any order.</summary>
    Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes due items of a tenant, those due longest first, those of one job in the order of their indexes. No item is in two leases
    /// that have not run out.
    /// </summary>
    Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Puts off the end of leases, also of one that has run out and that nobody has taken since.</summary>
    /// <returns>The tokens that are still good. The others' items were decided, cancelled or leased to someone else.</returns>
    Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The picture's bytes; null when there are none (any more).</summary>
    Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Decides an item, deletes its bytes, and ends the job when it was the last. The first decision counts, whoever makes it: a lease
    /// that ran out does no harm, as every worker finds the same caption.
    /// </summary>
    Task<ItemDecision> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Puts an item back, to be leased again from <paramref name="dueAt"/> on.</summary>
    /// <param name="attemptCounts">False when the attempt was none of the item's fault.</param>
    /// <returns>False when the lease was no longer good.</returns>
    Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken);

    /// <summary>
    /// Ends an open job: its undecided items and their bytes are deleted, its leases are no longer good. No webhook follows.
    /// </summary>
    /// <returns>The job as it stands afterwards, whoever ended it; null when there is none.</returns>
    Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken);
}
