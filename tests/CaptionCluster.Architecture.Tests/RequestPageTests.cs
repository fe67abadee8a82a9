using System.Text.RegularExpressions;
using CaptionCluster.Testing;

namespace CaptionCluster.Architecture.Tests;

/// <summary>The page that walks a request's way names files that are there, each once, and no more than a reader can follow.</summary>
public sealed class RequestPageTests
{
    private const int MostSteps = 40;

    private static readonly string[] s_ways = File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "request.md")).Split("\n## ")[1..];

    public static TheoryData<int> Ways => [.. Enumerable.Range(0, s_ways.Length)];

    [Fact]
    public void Ways_OfAPhotoAndOfAJobsItem_AreThere() =>
        Assert.Equal(["A photo", "An item of a job"], s_ways.Select(way => way[..way.IndexOf('\n', StringComparison.Ordinal)]));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Steps_OfAWay_AreFewAndFound(int way)
    {
        var steps = Regex
            .Matches(s_ways[way], @"^(?<number>\d+)\. `(?<file>[^`]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .ToList();

        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => int.Parse(step.Groups["number"].Value, null)));
        Assert.InRange(steps.Count, 1, MostSteps);
        Assert.Distinct(steps.Select(step => step.Groups["file"].Value));
        Assert.All(steps, step => Assert.True(File.Exists(Path.Combine(Fixtures.Repository, step.Groups["file"].Value)), step.Value));
    }
}
