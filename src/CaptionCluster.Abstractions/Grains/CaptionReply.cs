namespace CaptionCluster;

/// <summary>How an answer came about, or that pixels are needed first.</summary>
public enum CaptionSource
{
    /// <summary>This request did the work.</summary>
    Computed,

    /// <summary>Another request was already doing it.</summary>
    Coalesced,

    /// <summary>It was known.</summary>
    Hit,

    /// <summary>No caption yet: the caller holds the ticket.</summary>
    NeedPixels,
}

/// <param name="Stored">False when the caption is served but not yet durable.</param>
[GenerateSerializer, Immutable]
public sealed record CaptionReply(
    [property: Id(0)] CaptionSource Source,
    [property: Id(1)] Caption? Caption,
    [property: Id(2)] Guid Ticket,
    [property: Id(3)] bool Stored)
{
    /// <summary>Until when the caption may be kept; null for ever.</summary>
    [Id(4)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the model said, when the caption's text is a person's correction; else null.</summary>
    [Id(5)] public string? ModelText { get; init; }

    /// <param name="correction">A person's sentence that takes the place of the model's; null for none.</param>
    public static CaptionReply Of(CaptionSource source, Caption caption, bool stored, DateTimeOffset? expiresAt, Correction? correction) =>
        new(source, correction is null ? caption : caption with { Text = correction.Text }, Guid.Empty, stored)
        {
            ExpiresAt = expiresAt,
            ModelText = correction is null ? null : caption.Text,
        };

    public static CaptionReply NeedPixels(Guid ticket) => new(CaptionSource.NeedPixels, null, ticket, false);
}
