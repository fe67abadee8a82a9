namespace CaptionCluster.Inference.Decoding;

/// <summary>What may not, or should rather not, come next, as Transformers' logits processors say it, in their order.</summary>
internal static class TokenRules
{
    /// <param name="sequence">What the beam says so far, the start token first.</param>
    /// <param name="logProbabilities">Changed in place.</param>
    public static void Apply(DecodingOptions options, SpecialTokens tokens, ReadOnlySpan<int> sequence, Span<float> logProbabilities)
    {
        if (options.RepetitionPenalty != 1.0) PenalizeRepetition((float)options.RepetitionPenalty, sequence, logProbabilities);
        if (options.NoRepeatNgramSize > 0) BanRepeatedNgrams(options.NoRepeatNgramSize, sequence, logProbabilities);
        if (sequence.Length - 1 < options.MinNewTokens) logProbabilities[tokens.Eos] = float.NegativeInfinity;
        foreach (var token in tokens.Suppressed) logProbabilities[token] = float.NegativeInfinity;
    }

    /// <summary>Keskar et al., CTRL (2019): each token said before loses, once, however often it was said.</summary>
    private static void PenalizeRepetition(float penalty, ReadOnlySpan<int> sequence, Span<float> scores)
    {
        for (var i = 0; i < sequence.Length; i++)
        {
            var token = sequence[i];
            if (sequence[..i].Contains(token)) continue;
            scores[token] = scores[token] < 0 ? scores[token] * penalty : scores[token] / penalty;
        }
    }

    private static void BanRepeatedNgrams(int size, ReadOnlySpan<int> sequence, Span<float> scores)
    {
        var prefix = size - 1;
        if (sequence.Length < size) return;
        var tail = sequence[^prefix..];
        for (var start = 0; start + prefix < sequence.Length; start++)
        {
            if (sequence.Slice(start, prefix).SequenceEqual(tail)) scores[sequence[start + prefix]] = float.NegativeInfinity;
        }
    }
}
