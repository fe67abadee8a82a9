using System.Text.Json;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Families.Generation;

/// <summary>How a folder generates, as Transformers' GenerationConfig names it; absent values are its defaults.</summary>
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

    public double? EncoderRepetitionPenalty { get; init; }

    public int? NoRepeatNgramSize { get; init; }

    public bool? DoSample { get; init; }

    public double? Temperature { get; init; }

    public int? TopK { get; init; }

    public double? TopP { get; init; }

    public double? MinP { get; init; }

    public bool? RenormalizeLogits { get; init; }

    public int[][]? BadWordsIds { get; init; }

    public int? ForcedBosTokenId { get; init; }

    /// <summary>A number or a list.</summary>
    public JsonElement? ForcedEosTokenId { get; init; }

    public int[]? SuppressTokens { get; init; }

    public int[]? BeginSuppressTokens { get; init; }

    /// <param name="section">Config.json's section of the decoder, which in older folders says how it generates.</param>
    /// <exception cref="ModelFolderException">It asks for a way of generating that is not known here.</exception>
    public static GenerationConfig From(ModelFolder folder, string? section = null)
    {
        try
        {
            var config = JsonSerializer
                .SerializeToElement(GenerationSource.Read(folder, section))
                .Deserialize<GenerationConfig>(ModelFolder.Json)!;
            GenerationChecks.Check(config, folder);
            return config;
        }
        catch (JsonException error)
        {
            throw new ModelFolderException(
                $"{folder.Path}: what generation_config.json or config.json says of generation is not what it should be: {error.Message}",
                error
            );
        }
    }

    public DecodingOptions Decoding(ModelFolder folder, int limit)
    {
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

    /// <param name="takesPrompt">Whether the encoder reads tokens, of which the decoder could repeat some.</param>
    /// <exception cref="ModelFolderException">No start token or no EOS.</exception>
    public SpecialTokens Tokens(ModelFolder folder, bool takesPrompt = false)
    {
        if (!takesPrompt && EncoderRepetitionPenalty is { } penalty && penalty != 1)
        {
            folder.Note("encoder_repetition_penalty acts on the tokens of a prompt, which this model doesn't take.");
        }

        var (eos, forced) = (Ids(EosTokenId), Ids(ForcedEosTokenId));
        var start = DecoderStartTokenId ?? BosTokenId ?? throw Missing(folder, "decoder_start_token_id");
        return new SpecialTokens(start, eos.Length > 0 ? eos[0] : throw Missing(folder, "eos_token_id"), SuppressTokens ?? [])
        {
            OtherEos = eos[1..],
            SuppressedAtBegin = BeginSuppressTokens ?? [],
            ForcedBos = ForcedBosTokenId,
            ForcedEos = forced.Length > 0 ? forced[0] : null,
            OtherForcedEos = forced.Length > 0 ? forced[1..] : [],
            BadWords = [.. (BadWordsIds ?? []).Where(word => word is not [var only] || !eos.Contains(only))],
            PromptPenalty = EncoderRepetitionPenalty ?? 1,
            Renormalizes = RenormalizeLogits ?? false,
            MinP = MinP ?? 0,
        };
    }

    private static int[] Ids(JsonElement? token) => token switch
    {
        { ValueKind: JsonValueKind.Number } one => [one.GetInt32()],
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Select(id => id.GetInt32()).ToArray(),
        _ => [],
    };

    private EarlyStopping Stopping(ModelFolder folder) => EarlyStopping switch
    {
        { ValueKind: JsonValueKind.True } => CaptionCluster.EarlyStopping.WhenFull,
        null or { ValueKind: JsonValueKind.False or JsonValueKind.Null } => CaptionCluster.EarlyStopping.WhenUnlikely,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("never") => CaptionCluster.EarlyStopping.WhenImpossible,
        _ => throw new ModelFolderException($"{folder.Path}: early_stopping is true, false or \"never\"."),
    };

    private static ModelFolderException Missing(ModelFolder folder, string what) =>
        new($"{folder.Path} gives no {what}, neither in generation_config.json nor in config.json.");
}
