namespace CaptionCluster;

public enum JobState
{
    /// <summary>Accepted; at least one item is not decided.</summary>
    Open,

    /// <summary>Every item is done or dead.</summary>
    Completed,

    /// <summary>Ended by its owner; what was not decided then never will be.</summary>
    Cancelled,
}

/// <summary>An accepted job as it stands.</summary>
/// <param name="Items">How many pictures it has.</param>
/// <param name="Done">Items that have a caption.</param>
/// <param name="Dead">Items that were given up, each with its reason.</param>
/// <param name="EndedAt">Null while it is open.</param>
/// <param name="Webhook">Null when none was ordered, or the job has not ended.</param>
public sealed record Job(JobOrder Order, JobState State, int Items, int Done, int Dead, DateTimeOffset? EndedAt, WebhookState? Webhook)
{
    public JobId Id => Order.Id;

    /// <summary>Items decided so far: the sequence of the newest outcome.</summary>
    public int Decided => Done + Dead;
}
