namespace CaptionCluster;

/// <summary>Tells how jobs stand. Drafts are not seen.</summary>
public interface IJobReader
{
    /// <summary>Null when there is none (any more).</summary>
    Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>The job's log after a sequence, oldest first: all of it in pages, from <paramref name="after"/> = 0.</summary>
    Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken);

    Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
