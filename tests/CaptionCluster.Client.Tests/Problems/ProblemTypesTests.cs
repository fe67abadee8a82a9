using System.Text.RegularExpressions;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Tests.Problems;

/// <summary>The list of problems is the code's.</summary>
public sealed partial class ProblemTypesTests
{
    private static readonly string s_source = string.Join(
        '\n',
        new[] { "client", "src" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Fixtures.Repository, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => Path.GetFileName(path) != "ProblemTypes.cs")
            .Select(File.ReadAllText)
    );

    [Fact]
    public void All_CodesOfTheSource_AreListed()
    {
        var made = Made().Matches(s_source).Select(match => match.Groups["code"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(made.Count, 30, 200);
        Assert.Equal(
            made.Order(StringComparer.Ordinal),
            ProblemTypes.All.Select(problem => problem.Code).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void All_OfTheList_AreInOrderAndSaidOnce()
    {
        Assert.Equal(
            ProblemTypes.All.OrderBy(problem => problem.Status).ThenBy(problem => problem.Code, StringComparer.Ordinal),
            ProblemTypes.All
        );
        Assert.Equal(ProblemTypes.All.Count, ProblemTypes.All.Select(problem => (problem.Status, problem.Code)).Distinct().Count());
    }

    [GeneratedRegex(
        """
            (Problem\.Of\(|RequestRefusedException\(|RequestRefusedException\ \w+\([^)]*\)\s*=>\s*new\(|CaptionClusterException\()\s*(\w+,\s*)?"(?<code>[a-z0-9]+(-[a-z0-9]+)*)"
            | const\ string\ \w+Code\ =\ "(?<code>[a-z]+(-[a-z]+)*)"
            | ImageRejection\.\w+,\s*"(?<code>[a-z]+(-[a-z]+)+)"
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Made();
}
