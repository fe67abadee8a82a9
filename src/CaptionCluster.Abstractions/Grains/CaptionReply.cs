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

    public static CaptionReply NeedPixels(Guid ticket) => new(CaptionSource.NeedPixels, null, ticket, false);
}
