namespace CaptionCluster;

/// <summary>Deliveries of completed jobs' webhooks, each due as soon as its job completes.</summary>
public interface IWebhookQueue
{
    /// <summary>The delivery that is due longest of those that are asked for; null when none is.</summary>
    Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken);

    /// <summary>Delivered or given up: it is not leased again.</summary>
    /// <returns>False when the lease was no longer good.</returns>
    Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken);

    /// <summary>To be tried again from <paramref name="dueAt"/> on.</summary>
    /// <returns>False when the lease was no longer good.</returns>
    Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken);
}
