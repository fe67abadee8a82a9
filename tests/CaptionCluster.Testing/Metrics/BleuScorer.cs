namespace CaptionCluster.Testing.Metrics;

/// <summary>
/// Corpus BLEU-1 to BLEU-4 against the closest reference length (Papineni et al., ACL 2002), with the smoothing constants
/// of the COCO caption evaluation, which keep a score without any match above zero.
/// </summary>
internal static class BleuScorer
{
    private const double Tiny = 1e-15;
    private const double Small = 1e-9;

    public static double[] Score(IReadOnlyList<CaptionSample> samples)
    {
        var (matches, totals) = (new long[NGrams.MaxLength], new long[NGrams.MaxLength]);
        long length = 0, referenceLength = 0;
        foreach (var (hypothesis, references) in samples)
        {
            length += hypothesis.Length;
            referenceLength += references.Select(reference => reference.Length)
                .MinBy(candidate => (Math.Abs(candidate - hypothesis.Length), candidate));
            for (var n = 1; n <= NGrams.MaxLength; n++)
            {
                matches[n - 1] += Matches(hypothesis, references, n);
                totals[n - 1] += Math.Max(0, hypothesis.Length - n + 1);
            }
        }

        var ratio = (length + Tiny) / (referenceLength + Small);
        var brevityPenalty = ratio < 1 ? Math.Exp(1 - (1 / ratio)) : 1;
        var scores = new double[NGrams.MaxLength];
        var product = 1.0;
        for (var n = 1; n <= NGrams.MaxLength; n++)
        {
            product *= (matches[n - 1] + Tiny) / (totals[n - 1] + Small);
            scores[n - 1] = brevityPenalty * Math.Pow(product, 1.0 / n);
        }

        return scores;
    }

    /// <summary>Each n-gram counts as often as the reference that has most of it.</summary>
    private static int Matches(string[] hypothesis, string[][] references, int n)
    {
        var counted = references.Select(reference => NGrams.Count(reference, n)).ToList();
        return NGrams.Count(hypothesis, n).Sum(gram => Math.Min(gram.Value, counted.Max(counts => counts.GetValueOrDefault(gram.Key))));
    }
}
