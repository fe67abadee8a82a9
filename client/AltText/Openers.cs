using System.Text.RegularExpressions;

namespace CaptionCluster.Client.AltText;

/// <summary>
/// What an alt text does not begin with: that it is a picture is said by the screen reader already (W3C, WAI images tutorial). A painting
/// or a screenshot says something of what is seen, and stays.
/// </summary>
internal static partial class Openers
{
    public static string Drop(string words)
    {
        while (true)
        {
            var rest = Opener().Replace(words, "", 1).TrimStart();
            if (rest.Length == 0 || rest.Length == words.Length) return words;
            words = rest;
        }
    }

    [GeneratedRegex(
        """
            ^\s*(
                there(\s+is|\s+are|'s|’s)\s+(?=(an?|the|one|two|three|four|five|six|many|several|some|people|no)\b)
              | (in|on)\s+(this|the)\s+(picture|image|photo|photograph)\s*,?\s*(we\s+(can\s+)?see\s+|there\s+(is|are)\s+)?
              | (this|the)\s+(picture|image|photo|photograph)\s+(shows|depicts|is\s+of|contains|features)\s+
              | (this\s+is|here\s+is|we\s+see|we\s+can\s+see)\s+(?=(an?|the)\b)
              | (image|picture)\s+may\s+contain\s*:\s*
              | ((an?|the|this)\s+)?
                ((very|old|vintage|blurr?y|blurred|black[\s-]and[\s-]white|colou?r(ed|ful)?|cropped|candid|stock|beautiful|nice|full|close[\s-]?up)\s+)*
                (picture|image|photo|photograph|snapshot|shot|view|close[\s-]?up|closeup)s?
                (\s+(picture|image|photo|photograph|shot|view))?
                \s+(of|showing)\s+
            )
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Opener();
}
