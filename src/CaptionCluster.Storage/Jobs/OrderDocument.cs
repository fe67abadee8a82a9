namespace CaptionCluster.Storage.Jobs;

/// <summary>The JSON of what was ordered, apart from what has a column.</summary>
internal sealed record OrderDocument
{
    public required CaptionKey Key { get; init; }
    public Uri? WebhookUrl { get; init; }
    public string? WebhookSecret { get; init; }
    public string? TraceParent { get; init; }

    public static OrderDocument Of(JobOrder order) => new()
    {
        Key = order.Key,
        WebhookUrl = order.Webhook?.Url,
        WebhookSecret = order.Webhook?.Secret,
        TraceParent = order.TraceParent,
    };

    public JobOrder ToOrder(JobId id, string tenant, DateTimeOffset createdAt) => new()
    {
        Id = id,
        Tenant = tenant,
        Key = Key,
        CreatedAt = createdAt,
        Webhook = WebhookUrl is null ? null : new JobWebhook(WebhookUrl, WebhookSecret),
        TraceParent = TraceParent,
    };
}
