using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CaptionCluster.Client.AltText;

/// <summary>
/// Cuts a phrase at a word, and lets go of what then hangs in the air (an article, a preposition). No ellipsis: screen readers read it
/// out, or make a pause that says nothing.
/// </summary>
internal static class Shortening
{
    private static readonly FrozenSet<string> s_dangling = new[]
    {
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "with",
        "by",
        "for",
        "from",
        "and",
        "or",
        "but",
        "as",
        "while",
        "near",
        "into",
        "onto",
        "over",
        "under",
        "behind",
        "beside",
        "between",
        "through",
        "next",
        "his",
        "her",
        "its",
        "their",
        "that",
        "which",
        "who",
        "is",
        "are",
        "very",
        "some",
        "two",
        "front",
        "top",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="most">Characters as people count them (grapheme clusters; Unicode, UAX #29).</param>
    public static string Cut(string phrase, int most)
    {
        if (phrase.Length <= most) return phrase;
        var starts = StringInfo.ParseCombiningCharacters(phrase);
        if (starts.Length <= most) return phrase;
        var end = starts[most];
        var word = WordBoundary(phrase, end);
        var kept = Trim(phrase[..(word > 0 ? word : end)]);
        while (LastWord(kept) is var last && last.Length < kept.Length && s_dangling.Contains(last)) kept = Trim(kept[..^last.Length]);
        return kept;
    }

    /// <summary>
    /// The last place at or before the end where a word ends; 0 for none. Scripts without blanks between words may be cut anywhere.
    /// </summary>
    private static int WordBoundary(string phrase, int end)
    {
        if (end == phrase.Length || char.IsWhiteSpace(phrase[end]) || IsUnspaced(phrase, end)) return end;
        for (var i = end; i > 0; i--)
        {
            if (char.IsWhiteSpace(phrase[i - 1])) return i - 1;
            if (i < end && IsUnspaced(phrase, i)) return i;
        }

        return 0;
    }

    /// <summary>Han, kana, Thai, Lao, Khmer, Burmese.</summary>
    private static bool IsUnspaced(string phrase, int index) =>
        Rune.TryGetRuneAt(phrase, index, out var rune)
        && rune.Value is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF
            or >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;

    private static string LastWord(string phrase) => phrase[(phrase.LastIndexOf(' ') + 1)..];

    private static string Trim(string phrase) => phrase.TrimEnd(' ', '\t', ',', ';', ':', '-', '–', '—', '(', '、', '，');
}
