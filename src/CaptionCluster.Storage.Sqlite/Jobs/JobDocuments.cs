using System.Text.Json.Serialization;
using CaptionCluster.Storage.Sqlite.Format;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>The JSON of what was ordered, apart from what has a column.</summary>
internal sealed record OrderDocument
{
    public required KeyDocument Key { get; init; }
    public Uri? WebhookUrl { get; init; }
    public string? WebhookSecret { get; init; }
    public string? TraceParent { get; init; }

    public static OrderDocument Of(JobOrder order) => new()
    {
        Key = KeyDocument.Of(order.Key),
        WebhookUrl = order.Webhook?.Url,
        WebhookSecret = order.Webhook?.Secret,
        TraceParent = order.TraceParent,
    };

    public JobOrder ToOrder(JobId id, string tenant, DateTimeOffset createdAt) => new()
    {
        Id = id,
        Tenant = tenant,
        Key = Key.ToKey(),
        CreatedAt = createdAt,
        Webhook = WebhookUrl is null ? null : new JobWebhook(WebhookUrl, WebhookSecret),
        TraceParent = TraceParent,
    };
}

/// <summary>The JSON of an entry of the log: an outcome, or how the job ended.</summary>
internal sealed record LogDocument
{
    public JobState? Ended { get; init; }
    public int? Index { get; init; }
    public string? Name { get; init; }
    public string? Digest { get; init; }
    public int? Attempts { get; init; }
    public JobCaptionDocument? Caption { get; init; }
    public JobFault? Fault { get; init; }

    public static LogDocument Of(JobOutcome outcome) => new()
    {
        Index = outcome.Index,
        Name = outcome.Name,
        Digest = outcome.Digest.ToString(),
        Attempts = outcome.Attempts,
        Caption = outcome.Caption is { } caption ? JobCaptionDocument.Of(caption) : null,
        Fault = outcome.Fault,
    };

    public JobEvent ToEvent(long sequence, DateTimeOffset at) => new(sequence, at, Ended is null ? ToOutcome(at) : null, Ended);

    private JobOutcome ToOutcome(DateTimeOffset at) => new()
    {
        Index = Index!.Value,
        Name = Name,
        Digest = ImageDigest.Parse(Digest!),
        At = at,
        Attempts = Attempts!.Value,
        Caption = Caption?.ToCaption(),
        Fault = Fault,
    };
}

internal sealed record JobCaptionDocument(
    KeyDocument Key, string Text, double Confidence, double? Adequacy, double? Quality, ImageInfo Image, CaptionSource Source)
{
    public static JobCaptionDocument Of(JobCaption caption) =>
        new(KeyDocument.Of(caption.Key), caption.Text, caption.Confidence, caption.Adequacy, caption.Quality, caption.Image, caption.Source);

    public JobCaption ToCaption() => new(Key.ToKey(), Text, Confidence, Adequacy, Quality, Image, Source);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class JobJsonContext : JsonSerializerContext;
