using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CaptionCluster.Client.AltText;

/// <summary>
/// English captions without people's gender, word by word from a list: what is no word of it stays, so a snowman does. Animals and proper
/// names are not told apart: a bull stays a bull.
/// </summary>
internal static partial class GenderNeutral
{
    private static readonly FrozenDictionary<string, string> s_words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["man"] = "person",
        ["woman"] = "person",
        ["men"] = "people",
        ["women"] = "people",
        ["mans"] = "person's",
        ["womans"] = "person's",
        ["guy"] = "person",
        ["guys"] = "people",
        ["dude"] = "person",
        ["gentleman"] = "person",
        ["gentlemen"] = "people",
        ["lady"] = "person",
        ["ladies"] = "people",
        ["male"] = "person",
        ["males"] = "people",
        ["female"] = "person",
        ["females"] = "people",
        ["boy"] = "child",
        ["girl"] = "child",
        ["boys"] = "children",
        ["girls"] = "children",
        ["mother"] = "parent",
        ["father"] = "parent",
        ["mothers"] = "parents",
        ["fathers"] = "parents",
        ["mom"] = "parent",
        ["dad"] = "parent",
        ["grandmother"] = "grandparent",
        ["grandfather"] = "grandparent",
        ["son"] = "child",
        ["daughter"] = "child",
        ["sons"] = "children",
        ["daughters"] = "children",
        ["brother"] = "sibling",
        ["sister"] = "sibling",
        ["brothers"] = "siblings",
        ["sisters"] = "siblings",
        ["husband"] = "spouse",
        ["wife"] = "spouse",
        ["boyfriend"] = "partner",
        ["girlfriend"] = "partner",
        ["bride"] = "newlywed",
        ["groom"] = "newlywed",
        ["policeman"] = "police officer",
        ["policewoman"] = "police officer",
        ["policemen"] = "police officers",
        ["fireman"] = "firefighter",
        ["firemen"] = "firefighters",
        ["businessman"] = "businessperson",
        ["businessmen"] = "businesspeople",
        ["businesswoman"] = "businessperson",
        ["fisherman"] = "fisher",
        ["fishermen"] = "fishers",
        ["batsman"] = "batter",
        ["mailman"] = "mail carrier",
        ["salesman"] = "salesperson",
        ["cameraman"] = "camera operator",
        ["workman"] = "worker",
        ["workmen"] = "workers",
        ["waitress"] = "server",
        ["waiter"] = "server",
        ["actress"] = "performer",
        ["actor"] = "performer",
        ["he"] = "they",
        ["she"] = "they",
        ["him"] = "them",
        ["hers"] = "theirs",
        ["himself"] = "themselves",
        ["herself"] = "themselves",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> s_verbs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["is"] = "are", ["was"] = "were", ["has"] = "have", ["isn't"] = "aren't", ["wasn't"] = "weren't", ["hasn't"] = "haven't",
        ["doesn't"] = "don't",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Rewrite(string words)
    {
        words = Adjective().Replace(words, match => match.Groups["article"].Success
            ? Like(match.Groups["article"].Value, Article(match.Groups["next"].Value)) + " " + match.Groups["next"].Value
            : match.Groups["next"].Value);
        words = Subject().Replace(words, match => Like(match.Groups["who"].Value, "they") + " " + Plural(match.Groups["verb"].Value));
        words = Short()
            .Replace(
                words,
                match =>
                    Like(match.Value, "they")
                    + match.Groups["rest"].Value switch
                    {
                        "s" => "'re",
                        var rest => "'" + rest,
                    }
            );
        words = Possessive()
            .Replace(
                words,
                match =>
                    Like(
                        match.Value,
                        match.Groups["noun"].Success ? "their"
                            : match.Groups["his"].Success ? "theirs"
                            : "them"
                    )
            );
        words = Word().Replace(words, Replace);
        return Pair().Replace(words, match => Like(match.Value, match.Groups["kind"].Value == "person" ? "two people" : "two children"));
    }

    private static string Replace(Match match)
    {
        var word = match.Groups["word"].Value;
        if (!s_words.TryGetValue(word, out var neutral)) return match.Value;
        if (!match.Groups["article"].Success) return Like(word, neutral);
        var article = match.Groups["article"].Value;
        return Like(article, Article(neutral)) + match.Groups["gap"].Value + neutral;
    }

    /// <summary>As capital as what it replaces.</summary>
    private static string Like(string old, string word) => char.IsUpper(old[0]) ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    /// <summary>By the letter: the sound of a few words is another (a unicycle, an hour).</summary>
    private static string Article(string next) => next switch
    {
        ['u' or 'U', 'n' or 'N', 'i' or 'I', ..] => "a",
        ['a' or 'e' or 'i' or 'o' or 'u' or 'A' or 'E' or 'I' or 'O' or 'U', ..] => "an",
        _ => "a",
    };

    /// <summary>The verb of many: third person -s goes. A past tense, or an adverb, has none.</summary>
    private static string Plural(string verb)
    {
        if (s_verbs.TryGetValue(verb, out var irregular)) return irregular;
        if (verb.EndsWith("ies", StringComparison.Ordinal) && verb.Length > 4) return verb[..^3] + "y";
        var isHissing = verb.EndsWith("ches", StringComparison.Ordinal) || verb.EndsWith("shes", StringComparison.Ordinal)
            || verb.EndsWith("sses", StringComparison.Ordinal) || verb.EndsWith("xes", StringComparison.Ordinal)
            || verb.EndsWith("zzes", StringComparison.Ordinal) || verb.EndsWith("oes", StringComparison.Ordinal);
        if (isHissing) return verb[..^2];
        return verb is [.., not 's', 's'] ? verb[..^1] : verb;
    }

    [GeneratedRegex(@"\b((?<article>an?)\s+)?(male|female)\s+(?!(and|or|in|on|with|is|are|at|who|holding|wearing)\b)(?<next>\p{L}+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Adjective();

    [GeneratedRegex(@"\b(?<who>he|she)\s+(?<verb>[a-z]+n't|[a-z]+s)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(he|she)['’](?<rest>s|d|ll)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Short();

    /// <summary>"Her" is "their" before what is hers, and "them" elsewhere; so is "his", but "theirs".</summary>
    [GeneratedRegex(
        @"\b((?<his>his)|her)\b(?<noun>(?=\s+(?!(and|or|in|on|with|at|as|while|to|from|by|is|for|near|over|under|behind)\b)\p{L}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Possessive();

    [GeneratedRegex(@"\b((?<article>an?)(?<gap>\s+))?(?<word>\p{L}+)\b(?!-)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(an?|one)\s+(?<kind>person|child)\s+and\s+((an?|one|another)\s+)?\k<kind>\b(?!['’-])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pair();
}
