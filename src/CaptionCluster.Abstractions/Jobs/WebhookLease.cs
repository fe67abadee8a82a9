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

/// <param name="Now">Deliveries that are due, and leases that have run out, by this time.</param>
/// <param name="Until">When the new lease runs out.</param>
public sealed record WebhookRequest(DateTimeOffset Now, DateTimeOffset Until)
{
    /// <summary>Deliveries to these (<see cref="JobWebhook.Host"/>) are passed over.</summary>
    public IReadOnlyCollection<string> BusyHosts { get; init; } = [];

    /// <summary>Deliveries of these are passed over.</summary>
    public IReadOnlyCollection<string> BusyTenants { get; init; } = [];
}
