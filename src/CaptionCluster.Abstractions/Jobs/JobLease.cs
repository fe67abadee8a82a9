namespace CaptionCluster;

/// <summary>One item in the hands of one worker until its lease runs out.</summary>
/// <param name="Attempt">1 for the first time. Counts lost leases too, so that a picture that kills its worker is not tried for
/// ever.</param>
/// <param name="Token">Of this lease alone: a later lease of the same item has another.</param>
public sealed record JobLease(JobOrder Order, int Index, string? Name, ImageDigest Digest, int Attempt, Guid Token);

/// <param name="Tenant">Whose items.</param>
/// <param name="Max">At most so many.</param>
/// <param name="Now">Items that are due, and leases that have run out, by this time.</param>
/// <param name="Until">When the new leases run out.</param>
public sealed record LeaseRequest(string Tenant, int Max, DateTimeOffset Now, DateTimeOffset Until);
