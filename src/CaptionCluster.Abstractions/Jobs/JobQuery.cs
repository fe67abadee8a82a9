namespace CaptionCluster;

/// <summary>Which jobs to list, newest first.</summary>
/// <param name="State">Null for all.</param>
/// <param name="Before">Only jobs older than this one; null to start with the newest.</param>
public sealed record JobQuery(string Tenant, JobState? State, JobId? Before, int Max);
