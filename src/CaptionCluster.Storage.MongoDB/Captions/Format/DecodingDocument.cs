using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Format;

/// <summary>How a caption was decoded. An option that came after a document was written reads as its default.</summary>
[BsonIgnoreExtraElements]
internal sealed record DecodingDocument
{
    private static readonly DecodingOptions s_defaults = new();

    [BsonElement("numBeams")]
    public int NumBeams { get; init; } = s_defaults.NumBeams;

    [BsonElement("lengthPenalty")]
    public double LengthPenalty { get; init; } = s_defaults.LengthPenalty;

    [BsonElement("minNewTokens")]
    public int MinNewTokens { get; init; } = s_defaults.MinNewTokens;

    [BsonElement("maxNewTokens")]
    public int MaxNewTokens { get; init; } = s_defaults.MaxNewTokens;

    [BsonElement("repetitionPenalty")]
    public double RepetitionPenalty { get; init; } = s_defaults.RepetitionPenalty;

    [BsonElement("noRepeatNgramSize")]
    public int NoRepeatNgramSize { get; init; } = s_defaults.NoRepeatNgramSize;

    [BsonElement("rerank")]
    public bool Rerank { get; init; } = s_defaults.Rerank;

    public static DecodingDocument Of(DecodingOptions options) => new()
    {
        NumBeams = options.NumBeams,
        LengthPenalty = options.LengthPenalty,
        MinNewTokens = options.MinNewTokens,
        MaxNewTokens = options.MaxNewTokens,
        RepetitionPenalty = options.RepetitionPenalty,
        NoRepeatNgramSize = options.NoRepeatNgramSize,
        Rerank = options.Rerank,
    };

    public DecodingOptions ToOptions() => new()
    {
        NumBeams = NumBeams,
        LengthPenalty = LengthPenalty,
        MinNewTokens = MinNewTokens,
        MaxNewTokens = MaxNewTokens,
        RepetitionPenalty = RepetitionPenalty,
        NoRepeatNgramSize = NoRepeatNgramSize,
        Rerank = Rerank,
    };
}
