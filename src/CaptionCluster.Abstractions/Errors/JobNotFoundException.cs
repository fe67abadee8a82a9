namespace CaptionCluster;

/// <summary>There is no such job: it never was, has expired, or belongs to someone else.</summary>
[GenerateSerializer]
public sealed class JobNotFoundException(string job)
    : CaptionClusterException("job-not-found", $"There is no job {job}: it was never accepted, or it has expired.");
