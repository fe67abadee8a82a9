namespace CaptionCluster;

/// <summary>
/// One entry of a job's log: an item's outcome, or, last of all, the job's end. Sequences start at 1 and have no gaps; who has seen
/// sequence n has seen all before it, and never meets a later entry with a smaller one.
/// </summary>
/// <param name="Outcome">Null in the last entry.</param>
/// <param name="Ended">How the job ended; null in all but the last entry.</param>
public sealed record JobEvent(long Sequence, DateTimeOffset At, JobOutcome? Outcome, JobState? Ended);
