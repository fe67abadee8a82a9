using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Format;

/// <summary>
/// The caption itself. Tokens are columns, not documents: a third of the bytes. Their attention weights lie one after another in one blob,
/// <c>cells[i]</c> of them for token i, each an IEEE 754 half, little-endian: 11 bits of a weight, more than a heat map shows.
/// </summary>
[BsonIgnoreExtraElements]
internal sealed record SentenceDocument
{
    [BsonElement("text"), BsonRequired]
    public required string Text { get; init; }

    [BsonElement("score")]
    public required double Score { get; init; }

    [BsonElement("adequacy"), BsonIgnoreIfNull]
    public double? Adequacy { get; init; }

    [BsonElement("quality"), BsonIgnoreIfNull]
    public double? Quality { get; init; }

    [BsonElement("ids"), BsonRequired]
    public required int[] Ids { get; init; }

    [BsonElement("words"), BsonRequired]
    public required string[] Words { get; init; }

    [BsonElement("logProbabilities"), BsonRequired]
    public required double[] LogProbabilities { get; init; }

    [BsonElement("cells"), BsonRequired]
    public required int[] Cells { get; init; }

    [BsonElement("attention"), BsonRequired]
    public required byte[] Attention { get; init; }

    [BsonElement("alternatives"), BsonIgnoreIfNull]
    public List<AlternativeDocument>? Alternatives { get; init; }

    [BsonElement("image"), BsonRequired]
    public required ImageDocument Image { get; init; }

    [BsonElement("timing"), BsonRequired]
    public required TimingDocument Timing { get; init; }

    public bool IsEven => Words.Length == Ids.Length && LogProbabilities.Length == Ids.Length && Cells.Length == Ids.Length
        && HalfWeights.Fit(Cells, Attention);

    public static SentenceDocument Of(Caption caption) => new()
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
        Alternatives = caption.Alternatives is []
            ? null
            : [.. caption.Alternatives.Select(other => new AlternativeDocument(other.Text, other.Score, other.Adequacy))],
        Image = ImageDocument.Of(caption.Image),
        Timing = TimingDocument.Of(caption.Timing),
    };

    public Caption ToCaption()
    {
        ReadOnlySpan<byte> rest = Attention;
        var tokens = new CaptionToken[Ids.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new CaptionToken(Ids[i], Words[i], LogProbabilities[i], HalfWeights.Take(ref rest, Cells[i]));
        }

        return new Caption
        {
            Text = Text,
            Score = Score,
            Adequacy = Adequacy,
            Quality = Quality,
            Tokens = tokens,
            Alternatives = [.. (Alternatives ?? []).Select(other => new CaptionAlternative(other.Text, other.Score, other.Adequacy))],
            Image = Image.ToInfo(),
            Timing = Timing.ToTiming(),
        };
    }
}

internal sealed record AlternativeDocument(
    [property: BsonElement("text")] string Text,
    [property: BsonElement("score")] double Score,
    [property: BsonElement("adequacy"), BsonIgnoreIfNull] double? Adequacy);

internal sealed record ImageDocument(
    [property: BsonElement("width")] int Width,
    [property: BsonElement("height")] int Height,
    [property: BsonElement("format"), BsonRepresentation(BsonType.String)] ImageFormat Format)
{
    public static ImageDocument Of(ImageInfo image) => new(image.Width, image.Height, image.Format);

    public ImageInfo ToInfo() => new(Width, Height, Format);
}
