using System.Globalization;
using System.Text;

namespace CaptionCluster.Client.AltText;

/// <summary>From a model's words to what can be pasted into a page.</summary>
internal static class AltTextWriter
{
    /// <summary>A sentence of all the words.</summary>
    public static string Caption(string words, AltTextStyle style) =>
        Sentences.Sentence(style.GenderNeutral ? GenderNeutral.Rewrite(words) : words);

    /// <summary>
    /// What the sentence begins with, whatever words come after these. Nothing where words may be rewritten, as the next ones count for
    /// that.
    /// </summary>
    public static string CaptionBeginning(string words, AltTextStyle style) => style.GenderNeutral ? "" : Sentences.Beginning(words);

    public static WrittenAltText Write(string words, ImageInfo image, AltTextStyle style)
    {
        if (Decorative.Is(image)) return new WrittenAltText("", IsDecorative: true, HasUnreadText: false);
        var (read, hasUnreadText) = UnreadText.Drop(OneLine(words));
        var bare = Openers.Drop(read);
        if (style.GenderNeutral) bare = GenderNeutral.Rewrite(bare);
        return new WrittenAltText(Sentences.Phrase(Shortening.Cut(Sentences.Phrase(bare), style.MaxLength)), false, hasUnreadText);
    }

    /// <summary>Of what a person wrote: nothing is left out of it, and it is cut only where it is too long.</summary>
    public static WrittenAltText WritePersons(string text, AltTextStyle style) =>
        new(Shortening.Cut(Sentences.Phrase(text), style.MaxLength), IsDecorative: false, HasUnreadText: false);

    /// <summary>Blanks and line breaks, and what is no character to see, to single blanks.</summary>
    private static string OneLine(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            var isGap = Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control;
            if (!isGap) line.Append(rune.ToString());
            else if (line is [.., not ' ']) line.Append(' ');
        }

        return line.ToString().Trim();
    }
}

/// <param name="Text">Empty for a decorative picture.</param>
/// <param name="HasUnreadText">The model's words claimed to know what is written in the picture.</param>
internal readonly record struct WrittenAltText(string Text, bool IsDecorative, bool HasUnreadText)
{
    /// <summary>For a start tag of HTML, with double quotes (WHATWG, 13.1.2.3).</summary>
    public string Attribute =>
        "alt=\"" + Text.Replace("&", "&amp;").Replace("\"", "&quot;").Replace("<", "&lt;").Replace(">", "&gt;") + "\"";

    /// <summary>An image of Markdown whose address is still to be filled in (CommonMark 0.31, 6.4; GFM).</summary>
    public string Markdown
    {
        get
        {
            var escaped = new StringBuilder("![", Text.Length + 8);
            foreach (var character in Text)
            {
                if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '&' or '~' or '|' or '$') escaped.Append('\\');
                escaped.Append(character);
            }

            return escaped.Append("]()").ToString();
        }
    }
}
