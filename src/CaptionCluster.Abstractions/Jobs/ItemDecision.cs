namespace CaptionCluster;

/// <summary>What came of deciding an item.</summary>
public enum ItemDecision
{
    /// <summary>The item was decided already, or the job is over: nothing was changed.</summary>
    TooLate,

    /// <summary>The outcome counts.</summary>
    Decided,

    /// <summary>The outcome counts, and it was the job's last.</summary>
    JobCompleted,
}
