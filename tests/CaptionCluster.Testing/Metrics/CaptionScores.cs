namespace CaptionCluster.Testing.Metrics;

/// <summary>
/// Scores captions against people's, as published results do. Sentences are tokenized already: lower-case words without punctuation, joined
/// by spaces. Scores are fractions, as the COCO caption evaluation returns them; tables multiply them by 100.
/// </summary>
public sealed record CaptionScores(IReadOnlyList<double> Bleu, double CiderD, double RougeL)
{
    /// <param name="hypotheses">One sentence a picture.</param>
    /// <param name="references">The sentences people wrote for each picture, in the same order.</param>
    public static CaptionScores Of(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) =>
        new(BleuOf(hypotheses, references), CiderDEach(hypotheses, references).Average(), RougeLEach(hypotheses, references).Average());

    /// <summary>Corpus BLEU-1 to BLEU-4, closest reference length.</summary>
    public static IReadOnlyList<double> BleuOf(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) =>
        BleuScorer.Score(CaptionSample.Pair(hypotheses, references));

    /// <summary>CIDEr-D of each picture; the corpus score is their mean. Document frequencies come from these references.</summary>
    public static IReadOnlyList<double> CiderDEach(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        var samples = CaptionSample.Pair(hypotheses, references);
        var scorer = new CiderDScorer([.. samples.Select(sample => sample.References)]);
        return [.. samples.Select(scorer.Score)];
    }

    /// <summary>ROUGE-L of each picture; the corpus score is their mean.</summary>
    public static IReadOnlyList<double> RougeLEach(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) =>
        [.. CaptionSample.Pair(hypotheses, references).Select(RougeLScorer.Score)];
}
