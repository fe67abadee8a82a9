using System.Text.Json;

namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>
/// How a caption is kept: a JSON document in UTF-8 (<see cref="CaptionDocument"/>: everything but the attention, readable with any tool)
/// and the attention weights of all tokens one after another, each as an IEEE 754 half in little-endian order, <c>cells[i]</c> of them for
/// token i. A half keeps 11 bits of a weight, more than a heat map shows; twelve tokens of 7 x 7 weights with their document take under 2 KB.
/// Times are kept to the millisecond.
/// </summary>
/// <remarks>Readers ignore properties they don't know, so a newer program may add some. A changed meaning needs a migration.</remarks>
internal static class CaptionFormat
{
    public static CaptionRow ToRow(StoredCaption stored)
    {
        var (caption, tokens) = (stored.Caption, stored.Caption.Tokens);
        var document = new CaptionDocument
        {
            Model = stored.Key.Model,
            Decoding = stored.Key.Decoding,
            Text = caption.Text,
            Score = caption.Score,
            Adequacy = caption.Adequacy,
            Ids = [.. tokens.Select(token => token.Id)],
            Words = [.. tokens.Select(token => token.Text)],
            LogProbabilities = [.. tokens.Select(token => token.LogProbability)],
            Cells = [.. tokens.Select(token => token.Attention.Length)],
            Alternatives = caption.Alternatives,
            Image = caption.Image,
            Timing = caption.Timing,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(document, CaptionDocumentContext.Default.CaptionDocument);
        return new CaptionRow(stored.Digest, stored.Key.ToString(), stored.CreatedAt, json, HalfWeights.Pack(tokens));
    }

    /// <exception cref="StoreUnavailableException">The row is not what <see cref="ToRow"/> writes.</exception>
    public static StoredCaption FromRow(ImageDigest digest, long createdAt, byte[] json, byte[] weights)
    {
        var document = Parse(digest, json);
        var caption = new Caption
        {
            Text = document.Text,
            Score = document.Score,
            Adequacy = document.Adequacy,
            Tokens = Tokens(digest, document, weights),
            Alternatives = document.Alternatives,
            Image = document.Image,
            Timing = document.Timing,
        };
        return new StoredCaption(
            digest, new CaptionKey(document.Model, document.Decoding), caption, DateTimeOffset.FromUnixTimeMilliseconds(createdAt));
    }

    private static CaptionDocument Parse(ImageDigest digest, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CaptionDocumentContext.Default.CaptionDocument) ?? throw Unreadable(digest, "is null");
        }
        catch (JsonException error)
        {
            throw Unreadable(digest, error.Message, error);
        }
    }

    private static CaptionToken[] Tokens(ImageDigest digest, CaptionDocument document, byte[] weights)
    {
        var (ids, words, probabilities, cells) = (document.Ids, document.Words, document.LogProbabilities, document.Cells);
        if (words.Length != ids.Length || probabilities.Length != ids.Length || cells.Length != ids.Length
            || cells.Any(count => count < 0) || cells.Sum() * HalfWeights.Size != weights.Length)
        {
            throw Unreadable(digest, "has columns of different lengths");
        }

        var tokens = new CaptionToken[ids.Length];
        var offset = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new CaptionToken(ids[i], words[i], probabilities[i], HalfWeights.Unpack(weights, ref offset, cells[i]));
        }

        return tokens;
    }

    private static StoreUnavailableException Unreadable(ImageDigest digest, string why, Exception? inner = null) =>
        new($"The stored caption of {digest} {why}. Delete it; it is computed again when it is asked for.", inner);
}
