namespace CaptionCluster.Testing.Metrics;

/// <summary>The bar that people set: the median CIDEr-D of their own captions against what the others wrote of the same picture.</summary>
public static class PeoplesBar
{
    /// <returns>For each picture, whether the caption reaches it: the event of the bundled model's calibration.</returns>
    public static IReadOnlyList<bool> Reached(IReadOnlyList<string> captions, IReadOnlyList<IReadOnlyList<string>> references)
    {
        var samples = CaptionSample.Pair(captions, references);
        var scorer = new CiderDScorer([.. samples.Select(sample => sample.References)]);
        var people = samples.SelectMany(sample => sample.References.Select((own, i) =>
            scorer.Score(new CaptionSample(own, [.. sample.References.Where((_, other) => other != i)])))).Order().ToArray();
        var median = (people[(people.Length - 1) / 2] + people[people.Length / 2]) / 2;
        return [.. samples.Select(sample => scorer.Score(sample) >= median)];
    }
}
