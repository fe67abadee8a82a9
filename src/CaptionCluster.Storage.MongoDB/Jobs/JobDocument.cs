using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Jobs;

/// <summary>Where a job stands in its life. Kept by name.</summary>
internal enum JobPhase
{
    Draft,
    Open,
    Completed,
    Cancelled,

    /// <summary>Gone for everybody; its parts are being deleted, itself at last.</summary>
    Deleting,
}

/// <summary>
/// A job (collection <c>jobs</c>):
/// <code>
/// { _id: "32 hex digits", tenant, key: { model, decoding }, createdAt, webhook: { url, secret? }?, traceParent?, phase: "Open", items: 40,
///   unreleased: true?, sequence: 12, done: 11, dead: 1, endedAt?, idempotency: { key, fingerprint }?,
///   delivery: { state: "Pending", dueAt, attempts, token? }? }
/// </code>
/// <c>_id</c>s sort by time. The log decides; <c>sequence</c>, <c>done</c>, <c>dead</c> and the end are what it said when last looked at.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record JobDocument
{
    [BsonId]
    public required string Id { get; init; }

    [BsonElement("tenant"), BsonRequired]
    public required string Tenant { get; init; }

    [BsonElement("key"), BsonRequired]
    public required CaptionKey Key { get; init; }

    [BsonElement("createdAt"), BsonRequired]
    public required DateTime CreatedAt { get; init; }

    [BsonElement("webhook"), BsonIgnoreIfNull]
    public WebhookDocument? Webhook { get; init; }

    [BsonElement("traceParent"), BsonIgnoreIfNull]
    public string? TraceParent { get; init; }

    [BsonElement("phase"), BsonRequired, BsonRepresentation(BsonType.String)]
    public required JobPhase Phase { get; init; }

    [BsonElement("items")]
    public int Items { get; init; }

    /// <summary>True from acceptance until every item is due.</summary>
    [BsonElement("unreleased"), BsonIgnoreIfDefault]
    public bool Unreleased { get; init; }

    [BsonElement("sequence")]
    public long Sequence { get; init; }

    [BsonElement("done")]
    public int Done { get; init; }

    [BsonElement("dead")]
    public int Dead { get; init; }

    [BsonElement("endedAt"), BsonIgnoreIfNull]
    public DateTime? EndedAt { get; init; }

    [BsonElement("idempotency"), BsonIgnoreIfNull]
    public IdempotencyDocument? Idempotency { get; init; }

    [BsonElement("delivery"), BsonIgnoreIfNull]
    public DeliveryDocument? Delivery { get; init; }

    public static JobDocument Draft(JobOrder order) => new()
    {
        Id = order.Id.ToString(),
        Tenant = order.Tenant,
        Key = order.Key,
        CreatedAt = order.CreatedAt.UtcDateTime,
        Webhook = order.Webhook is { } webhook ? new WebhookDocument(webhook.Url.OriginalString, webhook.Secret) : null,
        TraceParent = order.TraceParent,
        Phase = JobPhase.Draft,
    };

    public JobOrder ToOrder() => new()
    {
        Id = JobId.TryParse(Id, out var id) ? id : throw new FormatException($"'{Id}' is no job's id."),
        Tenant = Tenant,
        Key = Key,
        CreatedAt = Times.From(CreatedAt),
        Webhook = Webhook?.ToWebhook(),
        TraceParent = TraceParent,
    };

    public Job ToJob() =>
        new(ToOrder(), StateOf(Phase), Items, Done, Dead, EndedAt is { } ended ? Times.From(ended) : null, Delivery?.State);

    public static JobPhase PhaseOf(JobState state) => state switch
    {
        JobState.Open => JobPhase.Open,
        JobState.Completed => JobPhase.Completed,
        _ => JobPhase.Cancelled,
    };

    private static JobState StateOf(JobPhase phase) => phase switch
    {
        JobPhase.Completed => JobState.Completed,
        JobPhase.Cancelled => JobState.Cancelled,
        _ => JobState.Open,
    };
}

/// <param name="Secret">What deliveries are signed with. Whoever may read the collection may read it.</param>
internal sealed record WebhookDocument(
    [property: BsonElement("url")] string Url,
    [property: BsonElement("secret"), BsonIgnoreIfNull] string? Secret
)
{
    public JobWebhook ToWebhook() => new(new Uri(Url), Secret);
}

internal sealed record IdempotencyDocument(
    [property: BsonElement("key")] string Key,
    [property: BsonElement("fingerprint")] byte[] Fingerprint
);
