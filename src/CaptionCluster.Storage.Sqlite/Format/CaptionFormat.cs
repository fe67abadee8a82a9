using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>
/// How a caption is kept: its key and itself as JSON in UTF-8 (<see cref="KeyDocument"/>, <see cref="CaptionDocument"/>: readable with any
/// tool), and the attention weights of all tokens one after another, each as an IEEE 754 half in little-endian order, <c>cells[i]</c> of
/// them for token i. A half keeps 11 bits of a weight, more than a heat map shows; twelve tokens of 7 x 7 weights with their document take
/// under 2 KB. Times are kept to the millisecond.
/// </summary>
/// <remarks>Readers ignore properties they don't know, so a newer program may add some. A changed meaning needs a migration.</remarks>
internal static class CaptionFormat
{
    /// <param name="key">That of the caption.</param>
    public static CaptionRow ToRow(StoredCaption stored, KeyRow key) => new(
        stored.Digest,
        key,
        stored.CreatedAt.ToUnixTimeMilliseconds(),
        JsonSerializer.SerializeToUtf8Bytes(CaptionDocument.Of(stored.Caption), FormatJsonContext.Default.CaptionDocument),
        HalfWeights.Pack(stored.Caption.Tokens));

    /// <exception cref="StoreUnavailableException">The row is not what <see cref="ToRow"/> writes.</exception>
    public static StoredCaption FromRow(in CaptionRow row)
    {
        var key = Parse(row.Digest, row.Key.Document, FormatJsonContext.Default.KeyDocument);
        var document = Parse(row.Digest, row.Document, FormatJsonContext.Default.CaptionDocument);
        if (!document.HasEvenColumns || !HalfWeights.Fit(document.Cells, row.Attention))
        {
            throw Unreadable(row.Digest, "has columns of different lengths");
        }

        return new StoredCaption(
            row.Digest, key.ToKey(), document.ToCaption(row.Attention), DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt));
    }

    private static T Parse<T>(ImageDigest digest, byte[] json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Unreadable(digest, "is null");
        }
        catch (JsonException error)
        {
            throw Unreadable(digest, $"can't be read: {error.Message}", error);
        }
    }

    private static StoreUnavailableException Unreadable(ImageDigest digest, string why, Exception? inner = null) =>
        new($"The stored caption of {digest} {why}. Delete it; it is computed again when it is asked for.", inner);
}
