using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Storage.Captions;

/// <summary>
/// A caption as tables keep it: its key and itself as JSON in UTF-8 (<see cref="KeyJsonConverter"/>, <see cref="CaptionDocument"/>:
/// readable with any tool), and its attention weights. Twelve tokens of 7 x 7 weights take under 2 KB.
/// </summary>
/// <param name="CreatedAt">Milliseconds since 1970-01-01 UTC.</param>
internal readonly record struct CaptionRow(ImageDigest Digest, KeyRow Key, long CreatedAt, byte[] Document, byte[] Attention)
{
    /// <param name="key">That of the caption.</param>
    public static CaptionRow Of(StoredCaption stored, KeyRow key)
    {
        var document = CaptionDocument.Of(stored.Caption);
        return new CaptionRow(
            stored.Digest,
            key,
            stored.CreatedAt.ToUnixTimeMilliseconds(),
            JsonSerializer.SerializeToUtf8Bytes(document, StoreJson.Default.CaptionDocument),
            document.Attention);
    }

    /// <exception cref="StoreUnavailableException">The row is not what <see cref="Of"/> makes.</exception>
    public StoredCaption ToStored()
    {
        var key = Parse(Key.Document, StoreJson.Default.CaptionKey);
        var document = Parse(Document, StoreJson.Default.CaptionDocument) with { Attention = Attention };
        return document.ToStored(Digest, key, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt));
    }

    private T Parse<T>(byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw CaptionDocument.Unreadable(Digest, "is null");
        }
        catch (JsonException error)
        {
            throw CaptionDocument.Unreadable(Digest, $"can't be read: {error.Message}", error);
        }
    }
}
