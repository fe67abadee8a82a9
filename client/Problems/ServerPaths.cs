using System.Text.RegularExpressions;

namespace CaptionCluster.Client.Problems;

/// <summary>What is said of the server's files reaches clients with their names alone: where they lie is for the log.</summary>
internal static partial class ServerPaths
{
    /// <param name="path">The one that the text is about, if it is known: without quotes around it, nobody else can tell where one with
    /// spaces ends.</param>
    public static string Named(string text, string? path = null)
    {
        if (path is not null) text = text.Replace(path, NameOf(path), StringComparison.Ordinal);
        return AbsolutePath().Replace(text, match => NameOf(match.Value));
    }

    private static string NameOf(string path)
    {
        var name = path.TrimEnd('/', '\\');
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    /// <summary>In quotes whatever starts at a root; else two steps from a root at least, without spaces. URLs start at none.</summary>
    [GeneratedRegex(
        """(?<=(?<quote>['"]))(/|\\\\|[A-Za-z]:[\\/]).*?(?=\k<quote>)|(?<![^\s(\[=,;:])(/(?!/)|\\\\|[A-Za-z]:[\\/])[^\s'"]*[/\\][^\s'"]*""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AbsolutePath();
}
