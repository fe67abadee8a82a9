namespace CaptionCluster.Storage.Captions;

/// <summary>The JSON of a caption's key. An option that came after a document was written reads as its default.</summary>
internal sealed record KeyDocument
{
    public required ModelId Model { get; init; }
    public int? NumBeams { get; init; }
    public double? LengthPenalty { get; init; }
    public int? MinNewTokens { get; init; }
    public int? MaxNewTokens { get; init; }
    public double? RepetitionPenalty { get; init; }
    public int? NoRepeatNgramSize { get; init; }
    public bool? Rerank { get; init; }
    public EarlyStopping? EarlyStopping { get; init; }
    public bool? DoSample { get; init; }
    public double? Temperature { get; init; }
    public int? TopK { get; init; }
    public double? TopP { get; init; }
    public long? Seed { get; init; }
    public string? Task { get; init; }

    public static KeyDocument Of(CaptionKey key) => new()
    {
        Model = key.Model,
        NumBeams = key.Decoding.NumBeams,
        LengthPenalty = key.Decoding.LengthPenalty,
        MinNewTokens = key.Decoding.MinNewTokens,
        MaxNewTokens = key.Decoding.MaxNewTokens,
        RepetitionPenalty = key.Decoding.RepetitionPenalty,
        NoRepeatNgramSize = key.Decoding.NoRepeatNgramSize,
        Rerank = key.Decoding.Rerank,
        EarlyStopping = key.Decoding.EarlyStopping,
        DoSample = key.Decoding.DoSample,
        Temperature = key.Decoding.Temperature,
        TopK = key.Decoding.TopK,
        TopP = key.Decoding.TopP,
        Seed = key.Decoding.Seed,
        Task = key.Decoding.Task,
    };

    public CaptionKey ToKey()
    {
        var defaults = new DecodingOptions();
        return new CaptionKey(Model, new DecodingOptions
        {
            NumBeams = NumBeams ?? defaults.NumBeams,
            LengthPenalty = LengthPenalty ?? defaults.LengthPenalty,
            MinNewTokens = MinNewTokens ?? defaults.MinNewTokens,
            MaxNewTokens = MaxNewTokens ?? defaults.MaxNewTokens,
            RepetitionPenalty = RepetitionPenalty ?? defaults.RepetitionPenalty,
            NoRepeatNgramSize = NoRepeatNgramSize ?? defaults.NoRepeatNgramSize,
            Rerank = Rerank ?? defaults.Rerank,
            EarlyStopping = EarlyStopping ?? defaults.EarlyStopping,
            DoSample = DoSample ?? defaults.DoSample,
            Temperature = Temperature ?? defaults.Temperature,
            TopK = TopK ?? defaults.TopK,
            TopP = TopP ?? defaults.TopP,
            Seed = Seed ?? defaults.Seed,
            Task = Task ?? defaults.Task,
        });
    }
}
