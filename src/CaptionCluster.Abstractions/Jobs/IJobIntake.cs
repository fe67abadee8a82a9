namespace CaptionCluster;

/// <summary>Takes jobs in. A job is a draft, which nobody sees and nobody works on, until it is accepted whole.</summary>
public interface IJobIntake
{
    Task OpenAsync(JobOrder order, CancellationToken cancellationToken);

    /// <summary>Adds items to a draft; called as often as needed, so that no job has to fit into memory.</summary>
    /// <exception cref="JobNotFoundException">No such draft (any more).</exception>
    Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a draft a job. When a job of this tenant has the same idempotency key and fingerprint, the draft is discarded and that job
    /// is returned instead.
    /// </summary>
    /// <exception cref="JobNotFoundException">No such draft (any more).</exception>
    /// <exception cref="IdempotencyConflictException">The key is in use with another fingerprint; the draft is discarded.</exception>
    Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken);

    /// <summary>Deletes a draft and its items. An accepted job is left alone.</summary>
    Task DiscardAsync(JobId id, CancellationToken cancellationToken);
}
