using CaptionCluster.Storage.Captions;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>
/// One caption of one picture:
/// <code>
/// { digest: BinData(32 bytes), key: "revision/variant/decoding", model: {…}, decoding: {…}, caption: {…}, createdAt: date, expiresAt:
/// date? }
/// </code>
/// Unique by digest and key. A sharded collection's key is <c>{ digest: 1 }</c>: digests are evenly spread by nature. <c>_id</c> is the
/// server's.
/// </summary>
/// <remarks>Readers ignore what they don't know, so a newer program may add to it.</remarks>
[BsonIgnoreExtraElements]
internal sealed record StoredCaptionDocument
{
    [BsonElement("digest"), BsonRequired]
    public required byte[] Digest { get; init; }

    /// <summary>As <see cref="CaptionKey.ToString"/> writes it.</summary>
    [BsonElement("key"), BsonRequired]
    public required string Key { get; init; }

    [BsonElement("model"), BsonRequired]
    public required ModelId Model { get; init; }

    [BsonElement("decoding"), BsonRequired]
    public required DecodingOptions Decoding { get; init; }

    [BsonElement("caption"), BsonRequired]
    public required CaptionDocument Caption { get; init; }

    /// <summary>UTC, to the millisecond, as BSON keeps times.</summary>
    [BsonElement("createdAt"), BsonRequired]
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the server deletes it; absent for never.</summary>
    [BsonElement("expiresAt"), BsonIgnoreIfNull]
    public DateTime? ExpiresAt { get; init; }

    public static StoredCaptionDocument Of(StoredCaption stored, TimeSpan? timeToLive) => new()
    {
        Digest = stored.Digest.ToByteArray(),
        Key = stored.Key.ToString(),
        Model = stored.Key.Model,
        Decoding = stored.Key.Decoding,
        Caption = CaptionDocument.Of(stored.Caption),
        CreatedAt = stored.CreatedAt.UtcDateTime,
        ExpiresAt = (stored.CreatedAt + timeToLive)?.UtcDateTime,
    };

    /// <exception cref="StoreUnavailableException">It is not what <see cref="Of"/> makes.</exception>
    public StoredCaption ToStored() => Caption.ToStored(
        ImageDigest.FromBytes(Digest), new CaptionKey(Model, Decoding), new DateTimeOffset(CreatedAt, TimeSpan.Zero));
}
