namespace CaptionCluster.Testing.Metrics;

/// <summary>One to four words in a row.</summary>
internal readonly record struct NGram(string First, string? Second = null, string? Third = null, string? Fourth = null);

internal static class NGrams
{
    /// <summary>The longest that BLEU and CIDEr look at.</summary>
    public const int MaxLength = 4;

    public static string[] Words(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How often each n-gram of <paramref name="length"/> words comes.</summary>
    public static Dictionary<NGram, int> Count(string[] words, int length)
    {
        var counts = new Dictionary<NGram, int>();
        for (var i = 0; i + length <= words.Length; i++)
        {
            var gram = new NGram(
                words[i], length > 1 ? words[i + 1] : null, length > 2 ? words[i + 2] : null, length > 3 ? words[i + 3] : null);
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }
}
