using System.Text.RegularExpressions;

namespace CaptionCluster.Client.AltText;

/// <summary>
/// Captioners guess what signs say. The guess goes; that there is text stays, and that nobody read it. The guessed words are taken to end
/// where the sentence goes on to say where the thing is.
/// </summary>
internal static partial class UnreadText
{
    private const string Instead = "with unread text";

    /// <returns>The words without the guess, and whether there was one.</returns>
    public static (string Words, bool WasGuessed) Drop(string words)
    {
        var rest = Quoted().Replace(Claim().Replace(words, Instead), Instead);
        return rest == words ? (words, false) : (Repeated().Replace(rest, Instead), true);
    }

    /// <summary>A sign that says stop; a shirt with the words …; a banner reading …. But not a man reading a book.</summary>
    [GeneratedRegex(
        """
            (
                \b(that|which)\s+(says?|said|reads?|spells?(\s+out)?|states?)\b
              | \band\s+(it\s+)?says\b
              | \bwith\s+(the\s+)?(words|letters|lettering)\b(?!\s+(of|on|in|at)\b)
              | \bwith\s+(the\s+(word|letter|text|phrase|slogan|inscription|name|number)|a\s+(sign|banner|label)\s+saying)\b(?!\s+(of|on|in|at)\b)
              | \b(saying|spelling(\s+out)?|labell?ed|inscribed(\s+with)?)\b
              | (?<=\b(signs?|banners?|boards?|billboards?|posters?|shirts?|labels?|plates?|screens?|papers?|letters|graffiti|display)\s)reading\b
            )
            (
                \s*:?\s*("[^"]*"|“[^”]*”|«[^»]*»|'[^']*'(?!\p{L}))
              | [^,;."“«]*?(?=\s+(on|in|at|near|next|above|below|behind|under|over|beside|hanging|attached|while|and)\b|\s*([,;."“«]|$))
            )
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Claim();

    [GeneratedRegex("""("[^"]*"|“[^”]*”|«[^»]*»)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex("with unread text(,? (and )?with unread text)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Repeated();
}
