namespace CaptionCluster;

/// <summary>What was ordered with a job, apart from its pictures. Never changes.</summary>
public sealed record JobOrder
{
    public required JobId Id { get; init; }

    /// <summary>Whose job it is; empty when the service knows no tenants.</summary>
    public required string Tenant { get; init; }

    /// <summary>
    /// Model and decoding as settled when the job was ordered. A model that was replaced since is taken at its new revision.
    /// </summary>
    public required CaptionKey Key { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public JobWebhook? Webhook { get; init; }

    /// <summary>The trace that ordered it (W3C traceparent), for the spans of its items to link to.</summary>
    public string? TraceParent { get; init; }
}

/// <param name="Secret">What deliveries are signed with; null for the service's own secret.</param>
public sealed record JobWebhook(Uri Url, string? Secret)
{
    /// <summary>Who is called, as one that may be slow or gone: name and port.</summary>
    public string Host => Url.Authority;

    /// <summary>Neither the secret nor what the URL may have for one: records are written into logs by many.</summary>
    public override string ToString() => $"{nameof(JobWebhook)} {{ {Host} }}";
}
