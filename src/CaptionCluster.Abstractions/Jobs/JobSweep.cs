namespace CaptionCluster;

/// <param name="Now">Steps that were cut off are finished as of this time.</param>
/// <param name="DraftsBefore">Drafts opened before this are nobody's any more.</param>
/// <param name="EndedBefore">Jobs that ended before this have expired. One whose webhook is still pending is kept.</param>
public sealed record JobSweep(DateTimeOffset Now, DateTimeOffset DraftsBefore, DateTimeOffset EndedBefore);
