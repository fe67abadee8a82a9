namespace CaptionCluster;

/// <summary>One sentence about one picture, undressed (as the tokenizer decodes it), with what the model thought of it.</summary>
[GenerateSerializer, Immutable]
public sealed record Caption
{
    [Id(0)] public required string Text { get; init; }

    /// <summary>Sum of the token log-probabilities divided by <c>length ^ length penalty</c>.</summary>
    [Id(1)] public required double Score { get; init; }

    /// <summary>EOS included when the sentence ended with it. Log-probabilities are of the unsuppressed softmax.</summary>
    [Id(2)] public required IReadOnlyList<CaptionToken> Tokens { get; init; }

    /// <summary>The discriminator's probability that the sentence fits the picture; null when the model has none.</summary>
    [Id(3)] public double? Adequacy { get; init; }

    /// <summary>The beam's other finished sentences, best first.</summary>
    [Id(4)] public IReadOnlyList<CaptionAlternative> Alternatives { get; init; } = [];

    [Id(5)] public required ImageInfo Image { get; init; }

    [Id(6)] public required InferenceTiming Timing { get; init; }

    /// <summary>The calibrated verdict: the probability that the event of the model's calibration holds; null when the model has none.</summary>
    [Id(7)] public double? Quality { get; init; }

    /// <summary>
    /// Whether its numbers are numbers. Negative infinity may stand for a token that the model ruled out and that was forced all the same; a NaN
    /// or positive infinity says that the model failed, and such a caption is neither answered nor kept.
    /// </summary>
    public bool IsSound =>
        IsNumber(Score) && IsNumber(Adequacy ?? 0) && IsNumber(Quality ?? 0)
        && Tokens.All(token => IsNumber(token.LogProbability) && Array.TrueForAll(token.Attention, float.IsFinite))
        && Alternatives.All(other => IsNumber(other.Score) && IsNumber(other.Adequacy ?? 0));

    /// <summary>Of the tokens, EOS included; minus infinity when there are none.</summary>
    public double MeanLogProbability
    {
        get
        {
            if (Tokens.Count == 0) return double.NegativeInfinity;
            var sum = 0.0;
            foreach (var token in Tokens) sum += token.LogProbability;
            return sum / Tokens.Count;
        }
    }

    /// <summary>Geometric mean of the tokens' probabilities, 0 to 1.</summary>
    public double Confidence => Math.Exp(MeanLogProbability);

    private static bool IsNumber(double value) => !double.IsNaN(value) && !double.IsPositiveInfinity(value);
}
