namespace CaptionCluster;

public enum WebhookState
{
    /// <summary>To be delivered, or to be tried again.</summary>
    Pending,

    Delivered,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>The delivery of one ended job's webhook, in the hands of one worker until the lease runs out.</summary>
/// <param name="Attempt">1 for the first time; lost leases count.</param>
public sealed record WebhookLease(Job Job, int Attempt, Guid Token);
