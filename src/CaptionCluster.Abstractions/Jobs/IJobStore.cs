namespace CaptionCluster;

/// <summary>
/// Keeps jobs, their pictures and their outcomes durably: what a call has returned from survives the death of every process. Safe for
/// concurrent use, also by several processes; one conformance test class holds for every store.
/// </summary>
/// <remarks>
/// Stores look at no clock: every time is given, and kept to the millisecond. No call needs more than one atomic step on one record.
/// A call that is made of several has one that decides, and <see cref="SweepAsync"/> finishes what was cut off after it.
/// All methods throw <see cref="StoreUnavailableException"/> when the store can't do what it was asked; then nothing was decided.
/// </remarks>
public interface IJobStore : IJobIntake, IJobQueue, IJobReader, IWebhookQueue
{
    /// <summary>Deletes an ended job with its log and its idempotency key.</summary>
    /// <returns>False when there is none, or it is open: cancel it first.</returns>
    Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Deletes what has expired, and finishes what a dead process left half done. Any process may call it at any time.</summary>
    /// <returns>How many jobs and drafts were deleted.</returns>
    Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken);
}
