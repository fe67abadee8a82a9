using System.Text.Json;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Families;

/// <summary>What is read of generation_config.json, as Transformers' GenerationConfig names it; absent values are its defaults.</summary>
internal sealed record GenerationConfig
{
    /// <summary>Transformers' own, when a folder says nothing.</summary>
    private const int DefaultMaxLength = 20;
    private const int DefaultTopK = 50;

    public int? DecoderStartTokenId { get; init; }

    public int? BosTokenId { get; init; }

    /// <summary>A number or a list.</summary>
    public JsonElement? EosTokenId { get; init; }

    public int? MaxLength { get; init; }

    public int? MaxNewTokens { get; init; }

    public int? MinLength { get; init; }

    public int? MinNewTokens { get; init; }

    public int? NumBeams { get; init; }

    /// <summary>true, false or "never".</summary>
    public JsonElement? EarlyStopping { get; init; }

    public double? LengthPenalty { get; init; }

    public double? RepetitionPenalty { get; init; }

    public int? NoRepeatNgramSize { get; init; }

    public bool? DoSample { get; init; }

    public double? Temperature { get; init; }

    public int? TopK { get; init; }

    public double? TopP { get; init; }

    public int? ForcedBosTokenId { get; init; }

    public int? ForcedEosTokenId { get; init; }

    public int[]? SuppressTokens { get; init; }

    public int[]? BeginSuppressTokens { get; init; }

    public int? NumBeamGroups { get; init; }

    public double? PenaltyAlpha { get; init; }

    /// <summary>The folder's generation_config.json over what its config.json says of generation, as older folders do.</summary>
    public static GenerationConfig From(ModelFolder folder, params GenerationConfig?[] older)
    {
        var config = folder.ReadOptional<GenerationConfig>("generation_config.json") ?? new GenerationConfig();
        return older.Aggregate(config, (known, next) => next is null ? known : known.Or(next));
    }

    /// <exception cref="ModelFolderException">It asks for a way of generating that is not known here.</exception>
    public DecodingOptions Decoding(ModelFolder folder, int limit)
    {
        if (NumBeamGroups is > 1) throw Unknown(folder, "num_beam_groups");
        if (PenaltyAlpha is > 0) throw Unknown(folder, "penalty_alpha");
        if (DoSample is true && NumBeams is > 1) throw Unknown(folder, "do_sample together with num_beams");
        var max = Math.Clamp(MaxNewTokens ?? ((MaxLength ?? DefaultMaxLength) - 1), 1, limit);
        return new DecodingOptions
        {
            NumBeams = NumBeams ?? 1,
            LengthPenalty = LengthPenalty ?? 1,
            MaxNewTokens = max,
            MinNewTokens = Math.Clamp(Math.Max(MinNewTokens ?? 0, (MinLength ?? 0) - 1), 0, max),
            RepetitionPenalty = RepetitionPenalty ?? 1,
            NoRepeatNgramSize = NoRepeatNgramSize ?? 0,
            EarlyStopping = Stopping(folder),
            DoSample = DoSample ?? false,
            Temperature = Temperature ?? 1,
            TopK = TopK ?? DefaultTopK,
            TopP = TopP ?? 1,
        };
    }

    /// <exception cref="ModelFolderException">No start token or no EOS.</exception>
    public SpecialTokens Tokens(ModelFolder folder)
    {
        var eos = EosTokenId switch
        {
            { ValueKind: JsonValueKind.Number } one => [one.GetInt32()],
            { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Select(id => id.GetInt32()).ToArray(),
            _ => [],
        };
        var start = DecoderStartTokenId ?? BosTokenId ?? throw Missing(folder, "decoder_start_token_id");
        return new SpecialTokens(start, eos.Length > 0 ? eos[0] : throw Missing(folder, "eos_token_id"), SuppressTokens ?? [])
        {
            OtherEos = eos[1..],
            SuppressedAtBegin = BeginSuppressTokens ?? [],
            ForcedBos = ForcedBosTokenId,
            ForcedEos = ForcedEosTokenId,
        };
    }

    private GenerationConfig Or(GenerationConfig other) => new()
    {
        DecoderStartTokenId = DecoderStartTokenId ?? other.DecoderStartTokenId,
        BosTokenId = BosTokenId ?? other.BosTokenId,
        EosTokenId = EosTokenId ?? other.EosTokenId,
        MaxLength = MaxLength ?? other.MaxLength,
        MaxNewTokens = MaxNewTokens ?? other.MaxNewTokens,
        MinLength = MinLength ?? other.MinLength,
        MinNewTokens = MinNewTokens ?? other.MinNewTokens,
        NumBeams = NumBeams ?? other.NumBeams,
        EarlyStopping = EarlyStopping ?? other.EarlyStopping,
        LengthPenalty = LengthPenalty ?? other.LengthPenalty,
        RepetitionPenalty = RepetitionPenalty ?? other.RepetitionPenalty,
        NoRepeatNgramSize = NoRepeatNgramSize ?? other.NoRepeatNgramSize,
        DoSample = DoSample ?? other.DoSample,
        Temperature = Temperature ?? other.Temperature,
        TopK = TopK ?? other.TopK,
        TopP = TopP ?? other.TopP,
        ForcedBosTokenId = ForcedBosTokenId ?? other.ForcedBosTokenId,
        ForcedEosTokenId = ForcedEosTokenId ?? other.ForcedEosTokenId,
        SuppressTokens = SuppressTokens ?? other.SuppressTokens,
        BeginSuppressTokens = BeginSuppressTokens ?? other.BeginSuppressTokens,
        NumBeamGroups = NumBeamGroups ?? other.NumBeamGroups,
        PenaltyAlpha = PenaltyAlpha ?? other.PenaltyAlpha,
    };

    private EarlyStopping Stopping(ModelFolder folder) => EarlyStopping switch
    {
        { ValueKind: JsonValueKind.True } => CaptionCluster.EarlyStopping.WhenFull,
        null or { ValueKind: JsonValueKind.False or JsonValueKind.Null } => CaptionCluster.EarlyStopping.WhenUnlikely,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("never") => CaptionCluster.EarlyStopping.WhenImpossible,
        _ => throw new ModelFolderException($"{folder.Path}: early_stopping is true, false or \"never\"."),
    };

    private static ModelFolderException Unknown(ModelFolder folder, string what) =>
        new($"{folder.Path} generates with {what}, which is not known here; greedy search, beam search and sampling with one beam are.");

    private static ModelFolderException Missing(ModelFolder folder, string what) =>
        new($"{folder.Path} gives no {what}, neither in generation_config.json nor in config.json.");
}
