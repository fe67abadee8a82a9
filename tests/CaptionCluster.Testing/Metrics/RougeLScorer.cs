namespace CaptionCluster.Testing.Metrics;

/// <summary>
/// ROUGE-L (Lin, 2004) with beta 1.2, precision and recall each taken from the reference where it is best, as the COCO caption evaluation
/// does.
/// </summary>
internal static class RougeLScorer
{
    private const double BetaSquared = 1.2 * 1.2;

    public static double Score(CaptionSample sample)
    {
        var common = sample
            .References.Select(reference => (Length: reference.Length, Common: LongestCommonSubsequence(sample.Hypothesis, reference)))
            .ToList();
        var precision = common.Max(pair => pair.Common / (double)Math.Max(1, sample.Hypothesis.Length));
        var recall = common.Max(pair => pair.Common / (double)Math.Max(1, pair.Length));
        return precision == 0 || recall == 0 ? 0 : (1 + BetaSquared) * precision * recall / (recall + (BetaSquared * precision));
    }

    private static int LongestCommonSubsequence(string[] one, string[] other)
    {
        var previous = new int[other.Length + 1];
        foreach (var word in one)
        {
            var current = new int[other.Length + 1];
            for (var j = 0; j < other.Length; j++)
            {
                current[j + 1] = word == other[j] ? previous[j] + 1 : Math.Max(previous[j + 1], current[j]);
            }

            previous = current;
        }

        return previous[^1];
    }
}
