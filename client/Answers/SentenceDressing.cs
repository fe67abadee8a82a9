namespace CaptionCluster.Client.Answers;

/// <summary>
/// Turns a model's words into a sentence. The words stay as they are; happens after every cache, so no key depends on it.
/// </summary>
internal static class SentenceDressing
{
    // Latin and Greek, Chinese and Japanese (also in half width), Devanagari, Arabic and Urdu, Armenian, Ethiopic, Burmese, Khmer.
    private const string Terminators = FullStopsText + "!?…‼⁇⁈⁉。．！？؟։՜՞።፧၊။។៕";
    private const string FullStopsText = ".。．｡।॥۔";
    private const string Closers = "\"'”’»›)]}」』）】》〉＂ ";

    private static readonly char[] s_fullStops = FullStopsText.ToCharArray();

    /// <summary>Upper-case first letter, full stop at the end unless it ends already.</summary>
    public static string Sentence(string words)
    {
        var bare = Capitalized(words);
        return bare.Length == 0 || EndsSentence(bare) ? bare : bare + ".";
    }

    /// <summary>The same for an <c>alt</c> attribute, which takes no full stop.</summary>
    public static string AltText(string words) => Capitalized(words).TrimEnd(s_fullStops).TrimEnd();

    private static string Capitalized(string words)
    {
        words = words.Trim();
        return words.Length == 0 || !char.IsLower(words[0]) ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A full stop within quotation marks or brackets ends the sentence around them too.</summary>
    private static bool EndsSentence(string text) =>
        text.AsSpan().TrimEnd(Closers) is [.., var last] && Terminators.Contains(last, StringComparison.Ordinal);
}
