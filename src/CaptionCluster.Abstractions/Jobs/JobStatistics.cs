namespace CaptionCluster;

/// <summary>The queue of all tenants together.</summary>
/// <param name="Queued">Items that wait, those that pause after a failure among them, and those whose lease has run out.</param>
/// <param name="Leased">Items in a worker's hands.</param>
/// <param name="OldestCreatedAt">When the oldest job with an undecided item was ordered; null when there is none.</param>
public sealed record JobStatistics(long Queued, long Leased, DateTimeOffset? OldestCreatedAt);
