using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace CaptionCluster.Storage.MongoDB.Captions;

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

    [BsonElement("earlyStopping"), BsonIgnoreIfDefault, BsonRepresentation(BsonType.String)]
    public EarlyStopping EarlyStopping { get; init; } = s_defaults.EarlyStopping;

    [BsonElement("doSample"), BsonIgnoreIfDefault]
    public bool DoSample { get; init; } = s_defaults.DoSample;

    [BsonElement("temperature"), BsonIgnoreIfDefault, BsonDefaultValue(1.0)]
    public double Temperature { get; init; } = s_defaults.Temperature;

    [BsonElement("topK"), BsonIgnoreIfDefault]
    public int TopK { get; init; } = s_defaults.TopK;

    [BsonElement("topP"), BsonIgnoreIfDefault, BsonDefaultValue(1.0)]
    public double TopP { get; init; } = s_defaults.TopP;

    [BsonElement("seed"), BsonIgnoreIfDefault]
    public long Seed { get; init; } = s_defaults.Seed;

    [BsonElement("task"), BsonIgnoreIfDefault, BsonDefaultValue("")]
    public string Task { get; init; } = s_defaults.Task;

    public static DecodingDocument Of(DecodingOptions options) => new()
    {
        NumBeams = options.NumBeams,
        LengthPenalty = options.LengthPenalty,
        MinNewTokens = options.MinNewTokens,
        MaxNewTokens = options.MaxNewTokens,
        RepetitionPenalty = options.RepetitionPenalty,
        NoRepeatNgramSize = options.NoRepeatNgramSize,
        Rerank = options.Rerank,
        EarlyStopping = options.EarlyStopping,
        DoSample = options.DoSample,
        Temperature = options.Temperature,
        TopK = options.TopK,
        TopP = options.TopP,
        Seed = options.Seed,
        Task = options.Task,
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
        EarlyStopping = EarlyStopping,
        DoSample = DoSample,
        Temperature = Temperature,
        TopK = TopK,
        TopP = TopP,
        Seed = Seed,
        Task = Task,
    };
}
