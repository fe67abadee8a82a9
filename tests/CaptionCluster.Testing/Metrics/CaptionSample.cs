namespace CaptionCluster.Testing.Metrics;

/// <summary>What was said of one picture and what people said of it, as words.</summary>
internal readonly record struct CaptionSample(string[] Hypothesis, string[][] References)
{
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or a picture has no reference.</exception>
    public static IReadOnlyList<CaptionSample> Pair(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        if (hypotheses.Count == 0 || hypotheses.Count != references.Count)
        {
            throw new ArgumentException($"{hypotheses.Count} hypotheses for {references.Count} pictures.", nameof(hypotheses));
        }

        if (references.Any(sentences => sentences.Count == 0))
        {
            throw new ArgumentException("A picture has no reference.", nameof(references));
        }

        return
        [
            .. hypotheses.Zip(
                references,
                (hypothesis, sentences) => new CaptionSample(NGrams.Words(hypothesis), [.. sentences.Select(NGrams.Words)])
            ),
        ];
    }
}
