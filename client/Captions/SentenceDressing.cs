namespace CaptionCluster.Client.Captions;

/// <summary>Turns a model's words into a sentence. The words stay as they are; happens after every cache, so no key depends on it.</summary>
internal static class SentenceDressing
{
    /// <summary>Upper-case first letter, full stop at the end unless it ends already.</summary>
    public static string Sentence(string words)
    {
        var bare = Capitalized(words);
        return bare.Length == 0 || EndsSentence(bare) ? bare : bare + ".";
    }

    /// <summary>The same for an <c>alt</c> attribute, which takes no full stop.</summary>
    public static string AltText(string words) => Capitalized(words).TrimEnd('.').TrimEnd();

    private static string Capitalized(string words)
    {
        words = words.Trim();
        return words.Length == 0 || !char.IsLower(words[0]) ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static bool EndsSentence(string text) => text[^1] is '.' or '!' or '?' or '…';
}
