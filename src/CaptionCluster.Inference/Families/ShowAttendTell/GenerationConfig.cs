using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>What is read from generation_config.json. Absent values are Transformers' defaults.</summary>
internal sealed record GenerationConfig(
    int? DecoderStartTokenId, int MaxNewTokens = 20, int MinNewTokens = 0, int NumBeams = 1, double LengthPenalty = 1.0,
    double RepetitionPenalty = 1.0, int NoRepeatNgramSize = 0, int[]? SuppressTokens = null)
{
    public DecodingOptions Decoding => new()
    {
        NumBeams = NumBeams,
        LengthPenalty = LengthPenalty,
        MinNewTokens = MinNewTokens,
        MaxNewTokens = MaxNewTokens,
        RepetitionPenalty = RepetitionPenalty,
        NoRepeatNgramSize = NoRepeatNgramSize,
    };

    public SpecialTokens Tokens(Config config) => new(DecoderStartTokenId ?? config.BosTokenId, config.EosTokenId, SuppressTokens ?? []);
}
