namespace CaptionCluster.Architecture.Tests;

/// <summary>A file is one idea: most are short, none is long.</summary>
public sealed class FileLengthTests
{
    private const int LargestMedian = 80;
    private const int LongestClass = 250;

    private static readonly List<(string File, int Lines)> s_files =
    [
        .. SourceTree
            .Files("*.cs", "src", "client", "silo")
            .Select(path => (Path.GetRelativePath(Fixtures.Repository, path), File.ReadLines(path).Count())),
    ];

    [Fact]
    public void Files_OfTheHouse_AreMostlyShort()
    {
        Assert.NotEmpty(s_files);
        var median = s_files.Select(file => file.Lines).Order().ElementAt(s_files.Count / 2);

        Assert.InRange(median, 1, LargestMedian);
    }

    /// <summary>What is divided into files as <c>X.cs</c> and <c>X.Y.cs</c> is read as one.</summary>
    [Fact]
    public void Classes_OfTheHouse_AreNeverLong()
    {
        var classes = s_files.GroupBy(
            file => file.File[..file.File.IndexOf('.', file.File.LastIndexOf(Path.DirectorySeparatorChar))],
            file => file.Lines
        );

        Assert.DoesNotContain(classes.Select(parts => (parts.Key, Lines: parts.Sum())), part => part.Lines > LongestClass);
    }
}
