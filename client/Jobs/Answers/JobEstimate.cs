namespace CaptionCluster.Client.Jobs.Answers;

/// <summary>How long an open job will take still, by the rate at which its latest outcomes came.</summary>
internal static class JobEstimate
{
    /// <summary>How many of the latest outcomes tell the rate.</summary>
    public const int Window = 50;

    public static TimeSpan? Remaining(Job job, IReadOnlyList<JobEvent> latest, DateTimeOffset now)
    {
        if (job.State != JobState.Open || latest.Count < 2) return null;

        // To now, not to the last outcome: a job that stands still takes longer with every second.
        var took = now - latest[0].At;
        return took <= TimeSpan.Zero ? null : took / (latest.Count - 1) * (job.Items - job.Decided);
    }
}
