namespace CaptionCluster.Architecture.Tests;

/// <summary>A file is one idea: most are short, none is long.</summary>
public sealed class FileLengthTests
{
    private const int LargestMedian = 80;
    private const int LongestFile = 300;

    private static readonly List<(string File, int Lines)> s_files =
        [.. SourceTree.Files("*.cs", "src", "client", "silo").Select(path => (Path.GetRelativePath(Fixtures.Repository, path), File.ReadLines(path).Count()))];

    [Fact]
    public void Files_OfTheHouse_AreMostlyShort()
    {
        Assert.NotEmpty(s_files);
        var median = s_files.Select(file => file.Lines).Order().ElementAt(s_files.Count / 2);

        Assert.InRange(median, 1, LargestMedian);
    }

    [Fact]
    public void Files_OfTheHouse_AreNeverLong() => Assert.DoesNotContain(s_files, file => file.Lines > LongestFile);
}
