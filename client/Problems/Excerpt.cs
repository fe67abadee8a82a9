namespace CaptionCluster.Client.Problems;

/// <summary>The beginning of a text of any length, of which a problem or an answer can be made: no character is cut in half.</summary>
internal static class Excerpt
{
    private const int UsualLength = 40;

    /// <summary>The text, or so much of it as tells which it is.</summary>
    public static string Of(string text) => text.Length <= UsualLength ? text : Of(text, UsualLength) + "…";

    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength) return text;
        return char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] : text[..maxLength];
    }
}
