using System.Text.RegularExpressions;

namespace CaptionCluster.Architecture.Tests;

/// <summary>What the pages point at is there, and what should be pointed at is.</summary>
public sealed partial class DocsTests
{
    private static readonly string s_map = File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "README.md"));

    public static TheoryData<string> Pages =>
        new(Directory.EnumerateFiles(Path.Combine(Fixtures.Repository, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Fixtures.Repository, "*.md"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Fixtures.Repository, "samples"), "*.md"))
            .Select(path => Path.GetRelativePath(Fixtures.Repository, path)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var path = Path.Combine(Fixtures.Repository, page);
        var lost = Link()
            .Matches(File.ReadAllText(path))
            .Select(link => (Target: link.Groups["file"].Value, Part: link.Groups["part"].Value))
            .Where(link => !link.Target.Contains(':', StringComparison.Ordinal) && !Leads(path, link.Target, link.Part));

        Assert.Empty(lost);
    }

    [Fact]
    public void Decisions_EachIsInTheIndex_UnderItsTitle()
    {
        var missing = Directory.EnumerateFiles(Path.Combine(Fixtures.Repository, "docs", "decisions"), "*.md")
            .Select(path => $"(decisions/{Path.GetFileName(path)}) | {Number().Replace(File.ReadLines(path).First(), "")} |")
            .Where(row => !s_map.Contains(row, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Projects_OfTheProduct_AreOnTheMap() =>
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(Fixtures.Repository, "src")).Select(folder => $"`src/{Path.GetFileName(folder)}`"),
            row => !s_map.Contains(row, StringComparison.Ordinal));

    /// <summary>Files that the glossary and the recipes name are found, or the reader looks for them in vain.</summary>
    [Fact]
    public void Files_ThatTheMapNames_AreThere()
    {
        var files = SourceTree.Files("*", "src", "client", "silo", "tests", "docs", "bench", "models", "deploy")
            .Select(path => "/" + Path.GetRelativePath(Fixtures.Repository, path).Replace('\\', '/')).ToArray();

        Assert.DoesNotContain(
            Named().Matches(s_map).Select(match => match.Groups["file"].Value),
            name => !Array.Exists(files, file => file.EndsWith("/" + name, StringComparison.Ordinal)));
    }

    private static bool Leads(string page, string target, string part)
    {
        var path = target.Length == 0 ? page : Path.GetFullPath(target, Path.GetDirectoryName(page)!);
        if (part.Length == 0) return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && File.ReadLines(path).Any(line => line.StartsWith('#') && Anchor(line) == part);
    }

    /// <summary>As GitHub makes it of a heading.</summary>
    private static string Anchor(string heading) =>
        NoAnchor().Replace(heading.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<file>[^)#\s]*)(#(?<part>[^)]*))?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#\s*(\d+:\s*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"`(?<file>[\w./]*\w\.cs)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
