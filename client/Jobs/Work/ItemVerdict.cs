namespace CaptionCluster.Client.Jobs.Work;

/// <summary>What came of a try of an item: its outcome, or another try after a pause.</summary>
internal readonly record struct ItemVerdict
{
    public JobOutcome? Outcome { get; private init; }

    public TimeSpan Pause { get; private init; }

    public bool AttemptCounts { get; private init; }

    public static ItemVerdict Retry(TimeSpan pause, bool attemptCounts) => new() { Pause = pause, AttemptCounts = attemptCounts };

    public static implicit operator ItemVerdict(JobOutcome outcome) => new() { Outcome = outcome };
}
