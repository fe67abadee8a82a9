using System.Text.RegularExpressions;

namespace CaptionCluster.Architecture.Tests;

/// <summary>What .editorconfig says and no analyser asserts.</summary>
public sealed partial class StyleTests
{
    private const int WidestLine = 140;
    private const string RawText = "\"\"\"";

    private static readonly List<(string Place, string Text)> s_lines = [.. SourceTree.Files("*.cs").SelectMany(LinesOf)];

    /// <summary>But for what raw string literals quote.</summary>
    [Fact]
    public void Lines_OfTheRepository_FitAScreen() => AssertNone(line => line.Length > WidestLine);

    [Fact]
    public void CaughtExceptions_OfTheRepository_AreNamedAlike() => AssertNone(CaughtOtherwise().IsMatch);

    [Fact]
    public void LogMessages_OfTheRepository_HaveOneForm() =>
        AssertNone(line => line.TrimStart().StartsWith("[LoggerMessage(", StringComparison.Ordinal) && !LogMessage().IsMatch(line));

    private static void AssertNone(Predicate<string> isWrong)
    {
        Assert.NotEmpty(s_lines);
        var wrong = string.Join('\n', s_lines.Where(line => isWrong(line.Text)).Select(line => line.Place));
        Assert.True(wrong.Length == 0, wrong);
    }

    private static IEnumerable<(string Place, string Text)> LinesOf(string path)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var marks = line.Split(RawText).Length - 1;
            if (!isRaw && marks == 0) yield return ($"{Path.GetRelativePath(Fixtures.Repository, path)}:{number}", line);
            isRaw ^= marks % 2 != 0;
        }
    }

    [GeneratedRegex(@"^\s*catch \([\w.<>]+ (?!error\))\w+\)", RegexOptions.ExplicitCapture)]
    private static partial Regex CaughtOtherwise();

    [GeneratedRegex(@"^\s*\[LoggerMessage\((LogLevel\.|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex LogMessage();
}
