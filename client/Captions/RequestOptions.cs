namespace CaptionCluster.Client.Captions;

/// <summary>What a request asks for; null is the model's own choice.</summary>
internal sealed record RequestOptions
{
    public static readonly RequestOptions Default = new();

    public string? Model { get; init; }

    public Include Include { get; init; }

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

    public int? Seed { get; init; }

    public string? Task { get; init; }

    /// <summary>True when the model decodes as it always does, so that its ready-made key serves.</summary>
    public bool HasDefaultDecoding =>
        (NumBeams ?? MinNewTokens ?? MaxNewTokens ?? NoRepeatNgramSize) is null && (LengthPenalty ?? RepetitionPenalty) is null && Rerank is null
        && EarlyStopping is null && Task is null && DoSample is null && !ShapesSampling;

    /// <summary>True when it says how to draw, whether or not it says to draw.</summary>
    public bool ShapesSampling => (Temperature ?? TopP) is not null || (TopK ?? Seed) is not null;

    /// <exception cref="InvalidOptionException">A value that can't be read.</exception>
    public static RequestOptions From(OptionText? text) => text is null ? Default : new RequestOptions
    {
        Model = text.Text(OptionNames.Model),
        Include = Includes.Parse(text.Text(OptionNames.Include)),
        NumBeams = text.Integer(OptionNames.NumBeams),
        LengthPenalty = text.Number(OptionNames.LengthPenalty),
        MinNewTokens = text.Integer(OptionNames.MinNewTokens),
        MaxNewTokens = text.Integer(OptionNames.MaxNewTokens),
        RepetitionPenalty = text.Number(OptionNames.RepetitionPenalty),
        NoRepeatNgramSize = text.Integer(OptionNames.NoRepeatNgramSize),
        Rerank = text.Flag(OptionNames.Rerank),
        EarlyStopping = text.Stopping(OptionNames.EarlyStopping),
        DoSample = text.Flag(OptionNames.DoSample),
        Temperature = text.Number(OptionNames.Temperature),
        TopK = text.Integer(OptionNames.TopK),
        TopP = text.Number(OptionNames.TopP),
        Seed = text.Integer(OptionNames.Seed),
        Task = text.Text(OptionNames.Task),
    };
}
