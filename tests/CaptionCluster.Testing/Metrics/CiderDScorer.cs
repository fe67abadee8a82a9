namespace CaptionCluster.Testing.Metrics;

/// <summary>
/// CIDEr-D (Vedantam et al., CVPR 2015) as the COCO caption evaluation's code defines it: TF-IDF vectors of 1- to 4-grams, clipped,
/// with a Gaussian penalty (sigma 6) on the difference of lengths, the mean over the references, times ten. Document frequencies are those
/// of the given references.
/// </summary>
internal sealed class CiderDScorer
{
    private const double Sigma = 6;

    private readonly Dictionary<NGram, int> _documentFrequencies = [];
    private readonly double _logDocuments;

    public CiderDScorer(IReadOnlyList<string[][]> references)
    {
        _logDocuments = Math.Log(references.Count);
        foreach (var document in references)
        {
            var grams = document.SelectMany(reference => Lengths.SelectMany(n => NGrams.Count(reference, n).Keys)).ToHashSet();
            foreach (var gram in grams) _documentFrequencies[gram] = _documentFrequencies.GetValueOrDefault(gram) + 1;
        }
    }

    private static IEnumerable<int> Lengths => Enumerable.Range(1, NGrams.MaxLength);

    public double Score(CaptionSample sample)
    {
        var hypothesis = ToVectors(sample.Hypothesis);
        return 10 * sample.References.Average(reference => Similarity(hypothesis, ToVectors(reference)));
    }

    private static double Similarity(TfIdfVectors hypothesis, TfIdfVectors reference)
    {
        double difference = hypothesis.Bigrams - reference.Bigrams;
        var penalty = Math.Exp(-difference * difference / (2 * Sigma * Sigma));
        return penalty * hypothesis.ByLength.Zip(reference.ByLength, Cosine).Average();
    }

    private static double Cosine(Dictionary<NGram, double> hypothesis, Dictionary<NGram, double> reference)
    {
        var norms = Norm(hypothesis) * Norm(reference);
        if (norms == 0) return 0;

        var product = 0.0;
        foreach (var (gram, weight) in hypothesis)
        {
            if (reference.TryGetValue(gram, out var other)) product += Math.Min(weight, other) * other;
        }

        return product / norms;
    }

    private static double Norm(Dictionary<NGram, double> vector) => Math.Sqrt(vector.Values.Sum(weight => weight * weight));

    private TfIdfVectors ToVectors(string[] words) =>
        new([.. Lengths.Select(n => NGrams.Count(words, n).ToDictionary(gram => gram.Key, Weight))], Math.Max(0, words.Length - 1));

    private double Weight(KeyValuePair<NGram, int> gram) =>
        gram.Value * (_logDocuments - Math.Log(Math.Max(1, _documentFrequencies.GetValueOrDefault(gram.Key))));

    /// <param name="ByLength">The vector of the 1-grams first.</param>
    /// <param name="Bigrams">What the evaluation's code takes for the sentence's length.</param>
    private readonly record struct TfIdfVectors(Dictionary<NGram, double>[] ByLength, int Bigrams);
}
