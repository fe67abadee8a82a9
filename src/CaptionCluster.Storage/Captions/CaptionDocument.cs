using System.Text.Json.Serialization;

namespace CaptionCluster.Storage.Captions;

/// <summary>
/// A caption as every store keeps it, whether as JSON or as BSON. Tokens are columns, not objects: a third of the bytes. Their attention
/// weights lie one after another in one blob, <c>cells[i]</c> of them for token i.
/// </summary>
/// <remarks>Readers ignore what they don't know, so a newer program may add some. A changed meaning needs a migration.</remarks>
internal sealed record CaptionDocument
{
    public required string Text { get; init; }
    public required double Score { get; init; }
    public double? Adequacy { get; init; }
    public double? Quality { get; init; }
    public required int[] Ids { get; init; }
    public required string[] Words { get; init; }
    public required double[] LogProbabilities { get; init; }

    /// <summary>How many attention weights each token has.</summary>
    public required int[] Cells { get; init; }

    /// <summary>Beside the JSON, in a column of its own: bytes are no text.</summary>
    [JsonIgnore]
    public byte[] Attention { get; init; } = [];

    /// <summary>Null for none.</summary>
    public CaptionAlternative[]? Alternatives { get; init; }

    public required ImageInfo Image { get; init; }
    public required InferenceTiming Timing { get; init; }

    public static CaptionDocument Of(Caption caption) => new()
    {
        Text = caption.Text,
        Score = caption.Score,
        Adequacy = caption.Adequacy,
        Quality = caption.Quality,
        Ids = [.. caption.Tokens.Select(token => token.Id)],
        Words = [.. caption.Tokens.Select(token => token.Text)],
        LogProbabilities = [.. caption.Tokens.Select(token => token.LogProbability)],
        Cells = [.. caption.Tokens.Select(token => token.Attention.Length)],
        Attention = HalfWeights.Pack(caption.Tokens),
        Alternatives = caption.Alternatives is [] ? null : [.. caption.Alternatives],
        Image = caption.Image,
        Timing = caption.Timing,
    };

    /// <exception cref="StoreUnavailableException">It is not what <see cref="Of"/> makes.</exception>
    public StoredCaption ToStored(ImageDigest digest, CaptionKey key, DateTimeOffset createdAt)
    {
        if (!IsEven) throw Unreadable(digest, "has columns of different lengths");
        ReadOnlySpan<byte> rest = Attention;
        var tokens = new CaptionToken[Ids.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new CaptionToken(Ids[i], Words[i], LogProbabilities[i], HalfWeights.Take(ref rest, Cells[i]));
        }

        var caption = new Caption
        {
            Text = Text,
            Score = Score,
            Adequacy = Adequacy,
            Quality = Quality,
            Tokens = tokens,
            Alternatives = Alternatives ?? [],
            Image = Image,
            Timing = Timing,
        };
        return new StoredCaption(digest, key, caption, createdAt);
    }

    public static StoreUnavailableException Unreadable(ImageDigest digest, string why, Exception? inner = null) =>
        new($"The stored caption of {digest} {why}. Delete it; it is computed again when it is asked for.", inner);

    private bool IsEven => Words.Length == Ids.Length && LogProbabilities.Length == Ids.Length && Cells.Length == Ids.Length
        && HalfWeights.Fit(Cells, Attention);
}
