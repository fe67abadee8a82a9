namespace CaptionCluster.Inference.Decoding;

/// <summary>What may not, or should rather not, come next, as Transformers' logits processors say it, in their order.</summary>
internal static class TokenRules
{
    /// <summary>
    /// Whether <see cref="Apply"/> can do more than suppress: then it must know the sequence, and who reports probabilities must keep them.
    /// </summary>
    public static bool NeedSequence(DecodingOptions options, SpecialTokens tokens) =>
        options.RepetitionPenalty != 1.0 || options.NoRepeatNgramSize > 0 || options.MinNewTokens > 0
        || tokens.ForcedBos is not null || tokens.ForcedEos is not null || tokens.SuppressedAtBegin.Length > 0
        || tokens.BadWords.Length > 0 || tokens.Renormalizes || HoldsToPrompt(tokens);

    /// <param name="sequence">What the beam says so far, the start token first.</param>
    /// <param name="scores">Logits or log-probabilities; changed in place.</param>
    public static void Apply(DecodingOptions options, SpecialTokens tokens, ReadOnlySpan<int> sequence, Span<float> scores)
    {
        var said = sequence.Length - 1;
        // To hold to the prompt is the repetition penalty turned round.
        if (HoldsToPrompt(tokens)) PenalizeRepetition((float)(1 / tokens.PromptPenalty), tokens.Prompt, scores);
        if (options.RepetitionPenalty != 1.0) PenalizeRepetition((float)options.RepetitionPenalty, sequence, scores);
        if (options.NoRepeatNgramSize > 0) BanRepeatedNgrams(options.NoRepeatNgramSize, sequence, scores);
        foreach (var word in tokens.BadWords) BanEnd(word, sequence, scores);
        if (said < options.MinNewTokens)
        {
            scores[tokens.Eos] = float.NegativeInfinity;
            Ban(tokens.OtherEos, scores);
        }

        if (said == 0 && tokens.ForcedBos is { } first) Force([first], scores);
        if (said == options.MaxNewTokens - 1 && tokens.ForcedEos is { } last) Force([last, .. tokens.OtherForcedEos], scores);
        Ban(tokens.Suppressed, scores);
        if (said == (tokens.ForcedBos is null ? 0 : 1)) Ban(tokens.SuppressedAtBegin, scores);
    }

    private static bool HoldsToPrompt(SpecialTokens tokens) => tokens.PromptPenalty != 1 && tokens.Prompt.Length > 0;

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

    /// <summary>A word longer than what was said, the start token counted, is not looked at yet: so Transformers counts.</summary>
    private static void BanEnd(ReadOnlySpan<int> word, ReadOnlySpan<int> sequence, Span<float> scores)
    {
        if (word.Length == 1 || (word.Length <= sequence.Length && sequence.EndsWith(word[..^1])))
        {
            scores[word[^1]] = float.NegativeInfinity;
        }
    }

    private static void Ban(int[] tokens, Span<float> scores)
    {
        foreach (var token in tokens) scores[token] = float.NegativeInfinity;
    }

    private static void Force(ReadOnlySpan<int> tokens, Span<float> scores)
    {
        scores.Fill(float.NegativeInfinity);
        foreach (var token in tokens) scores[token] = 0;
    }
}
