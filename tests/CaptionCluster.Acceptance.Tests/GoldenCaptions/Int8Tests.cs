using CaptionCluster.Acceptance.Tests.Support;
using Xunit.Abstractions;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

/// <summary>int8 may round as its processor does: nearly all is golden, and as good.</summary>
public sealed class Int8Tests(Int8Server server, ITestOutputHelper output) : IClassFixture<Int8Server>
{
    private readonly Golden _golden = Golden.Of("int8");

    [Int8Fact]
    public async Task Post_GoldenPhotosOneByOne_AtLeast10AreGolden() => AssertGolden(await GoldenCheck.AloneAsync(server.Http, _golden));

    [Int8Fact]
    public async Task Post_GoldenPhotosWhile64AreInFlight_AtLeast10AreGolden() =>
        AssertGolden(await GoldenCheck.InCompanyAsync(server.Http, _golden));

    [Int8Fact]
    public async Task Post_200Photos_AtLeast185AreGoldenAndScoreAsWell()
    {
        var (equal, ciderD) = await GoldenCheck.CorpusAsync(server.Http, _golden);

        Assert.InRange(equal, 185, 200);
        Assert.Equal(100 * _golden.Flickr8k200.Metrics.CiderD, ciderD, 1.5);
    }

    [Int8Fact]
    public async Task Post_200Photos_QualityIsTrueAsOftenAsItSays()
    {
        var reliability = await GoldenCheck.QualityAsync(server.Http, _golden);

        output.WriteLine(reliability.ToString());
        Assert.InRange(reliability.MeanAbsoluteError, 0, 0.10);
    }

    private static void AssertGolden(IReadOnlyList<(GoldenRow Row, Answer Answer)> answers)
    {
        var same = answers.Where(pair => pair.Row.Text == pair.Answer.Words).ToList();

        Assert.InRange(same.Count, 10, 12);
        Assert.All(same, pair => GoldenCheck.AssertLogProbabilities(pair.Row, pair.Answer, 0.05));
    }
}
