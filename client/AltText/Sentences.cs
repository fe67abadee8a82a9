using System.Buffers;

namespace CaptionCluster.Client.AltText;

/// <summary>Words to a sentence, and a sentence to words that end without a full stop, in any script.</summary>
internal static class Sentences
{
    // Latin and Greek, Chinese and Japanese (also in half width), Devanagari, Arabic and Urdu, Armenian, Ethiopic, Burmese, Khmer.
    private const string FullStops = ".。．｡।॥۔։።။។";
    private const string Terminators = FullStops + "!?…‼⁇⁈⁉！？؟՜՞፧፨၊";
    private const string Closers = "\"'”’»›)]}」』）】》〉＂ ";

    private static readonly char[] s_fullStops = FullStops.ToCharArray();
    private static readonly SearchValues<char> s_inWords = SearchValues.Create("'’");

    /// <summary>Upper-case first letter, full stop at the end unless it ends already.</summary>
    public static string Sentence(string words)
    {
        var bare = Cased(words);
        return bare.Length == 0 || Ends(bare) ? bare : bare + ".";
    }

    /// <summary>
    /// What the sentence begins with, whatever words come after these: whole words, once the first and its case are settled.
    /// </summary>
    public static string Beginning(string words)
    {
        words = words.TrimStart();
        var end = words.Length;
        while (end > 0 && !char.IsWhiteSpace(words[end - 1])) end--;
        var whole = words[..end].TrimEnd();
        var mayShout = whole.Any(char.IsUpper) && !whole.Any(char.IsLower);
        return mayShout ? "" : Cased(whole);
    }

    /// <summary>The same without a full stop at its end; other marks stay, as they say something.</summary>
    public static string Phrase(string words) => Cased(words).TrimEnd(s_fullStops).TrimEnd();

    /// <summary>
    /// As a sentence begins. Words that shout are lowered; a first word that has capitals inside is a name, and stays (iPhone).
    /// </summary>
    private static string Cased(string words)
    {
        words = words.Trim();
        if (words.Length == 0) return words;
        if (IsShouting(words)) words = words.ToLowerInvariant();
        return char.IsLower(words[0]) && !HasCapital(FirstWord(words)) ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    }

    /// <summary>A full stop within quotation marks or brackets ends the sentence around them too.</summary>
    private static bool Ends(string text) =>
        text.AsSpan().TrimEnd(Closers) is [.., var last] && Terminators.Contains(last, StringComparison.Ordinal);

    /// <summary>Several words, and no small letter in any: one alone may be an acronym.</summary>
    private static bool IsShouting(string words) => words.Contains(' ') && words.Any(char.IsUpper) && !words.Any(char.IsLower);

    private static ReadOnlySpan<char> FirstWord(string words)
    {
        var end = 0;
        while (end < words.Length && (char.IsLetterOrDigit(words[end]) || s_inWords.Contains(words[end]))) end++;
        return words.AsSpan(0, end);
    }

    private static bool HasCapital(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (char.IsUpper(letter)) return true;
        }

        return false;
    }
}
