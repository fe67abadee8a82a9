namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>The JSON of a caption. Tokens are columns, not objects: a third of the bytes.</summary>
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

    /// <summary>Null for none.</summary>
    public IReadOnlyList<CaptionAlternative>? Alternatives { get; init; }

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
        Alternatives = caption.Alternatives is [] ? null : caption.Alternatives,
        Image = caption.Image,
        Timing = caption.Timing,
    };

    public bool HasEvenColumns => Words.Length == Ids.Length && LogProbabilities.Length == Ids.Length && Cells.Length == Ids.Length;

    public Caption ToCaption(ReadOnlySpan<byte> attention)
    {
        var tokens = new CaptionToken[Ids.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new CaptionToken(Ids[i], Words[i], LogProbabilities[i], HalfWeights.Take(ref attention, Cells[i]));
        }

        return new Caption
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
    }
}
