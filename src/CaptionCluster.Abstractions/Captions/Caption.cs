using System.Text.Json.Serialization;

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

    /// <summary>
    /// The calibrated verdict: the probability that the event of the model's calibration holds; null when the model has none.
    /// </summary>
    [Id(7)] public double? Quality { get; init; }

    /// <summary>
    /// Whether its numbers are numbers. Negative infinity may stand for a token that the model ruled out and that was forced all the same;
    /// a NaN or positive infinity says that the model failed, and such a caption is neither answered nor kept.
    /// </summary>
    public bool IsSound =>
        AreNumbers(Score, Adequacy, Quality)
        && Tokens.All(token => AreNumbers(token.LogProbability) && Array.TrueForAll(token.Attention, float.IsFinite))
        && Alternatives.All(other => AreNumbers(other.Score, other.Adequacy));

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

    internal static bool AreNumbers(params ReadOnlySpan<double?> values)
    {
        foreach (var value in values)
        {
            if (value is double.NaN or double.PositiveInfinity) return false;
        }

        return true;
    }
}

/// <summary>A caption in short: what every answer tells of it, and all that a job keeps.</summary>
/// <param name="Key">Model and decoding that made it.</param>
/// <param name="Text">Undressed.</param>
public sealed record JobCaption(
    CaptionKey Key, string Text, double Confidence, double? Adequacy, double? Quality, ImageInfo Image, CaptionSource Source)
{
    /// <summary>What the model said, when the text is a person's; else null.</summary>
    public string? ModelText { get; init; }

    /// <summary>As of <see cref="Caption.IsSound"/>.</summary>
    [JsonIgnore]
    public bool IsSound => Caption.AreNumbers(Confidence, Adequacy, Quality);

    public static JobCaption Of(CaptionKey key, Caption caption, CaptionSource source, string? modelText = null) =>
        new(key, caption.Text, caption.Confidence, caption.Adequacy, caption.Quality, caption.Image, source) { ModelText = modelText };
}
