using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Format;

/// <summary>
/// One caption of one picture:
/// <code>
/// { digest: BinData(32 bytes), key: "revision/variant/decoding", model: {…}, decoding: {…}, caption: {…}, createdAt: date, expiresAt: date? }
/// </code>
/// Unique by digest and key; by that order they are scanned, too. A sharded collection's key is <c>{ digest: 1 }</c>: digests are evenly
/// spread by nature. <c>_id</c> is the server's.
/// </summary>
/// <remarks>Readers ignore what they don't know, so a newer program may add to it.</remarks>
[BsonIgnoreExtraElements]
internal sealed record CaptionDocument
{
    [BsonElement("digest"), BsonRequired]
    public required byte[] Digest { get; init; }

    /// <summary>As <see cref="CaptionKey.ToString"/> writes it.</summary>
    [BsonElement("key"), BsonRequired]
    public required string Key { get; init; }

    [BsonElement("model"), BsonRequired]
    public required ModelDocument Model { get; init; }

    [BsonElement("decoding"), BsonRequired]
    public required DecodingDocument Decoding { get; init; }

    [BsonElement("caption"), BsonRequired]
    public required SentenceDocument Caption { get; init; }

    /// <summary>UTC, to the millisecond, as BSON keeps times.</summary>
    [BsonElement("createdAt"), BsonRequired]
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the server deletes it; absent for never.</summary>
    [BsonElement("expiresAt"), BsonIgnoreIfNull]
    public DateTime? ExpiresAt { get; init; }

    public static CaptionDocument Of(StoredCaption stored, TimeSpan? timeToLive) => new()
    {
        Digest = stored.Digest.ToByteArray(),
        Key = stored.Key.ToString(),
        Model = ModelDocument.Of(stored.Key.Model),
        Decoding = DecodingDocument.Of(stored.Key.Decoding),
        Caption = SentenceDocument.Of(stored.Caption),
        CreatedAt = stored.CreatedAt.UtcDateTime,
        ExpiresAt = (stored.CreatedAt + timeToLive)?.UtcDateTime,
    };

    /// <exception cref="StoreUnavailableException">It is not what <see cref="Of"/> makes.</exception>
    public StoredCaption ToStored()
    {
        var digest = ImageDigest.FromBytes(Digest);
        if (!Caption.IsEven)
        {
            throw new StoreUnavailableException(
                $"The stored caption of {digest} has columns of different lengths. Delete it; it is computed again when it is asked for.");
        }

        var key = new CaptionKey(Model.ToId(), Decoding.ToOptions());
        return new StoredCaption(digest, key, Caption.ToCaption(), new DateTimeOffset(CreatedAt, TimeSpan.Zero));
    }
}

internal sealed record ModelDocument(
    [property: BsonElement("name")] string Name, [property: BsonElement("revision")] string Revision, [property: BsonElement("variant")] string Variant)
{
    public static ModelDocument Of(ModelId model) => new(model.Name, model.Revision, model.Variant);

    public ModelId ToId() => new(Name, Revision, Variant);
}
