using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

/// <summary>float32 says what the golden file says, word for word.</summary>
public sealed class Float32Tests(Float32Server server) : IClassFixture<Float32Server>
{
    private const double Tolerance = 1e-3;
    private readonly Golden _golden = Golden.Of("float32");

    [SharedFact]
    public async Task Post_GoldenPhotosOneByOne_EveryCaptionIsGolden() => AssertGolden(await GoldenCheck.AloneAsync(server.Http, _golden));

    [SharedFact]
    public async Task Post_GoldenPhotosWhile64AreInFlight_EveryCaptionIsGolden()
    {
        AssertGolden(await GoldenCheck.InCompanyAsync(server.Http, _golden));

        var batches = await server.Server.Metrics.ReadAsync("caption_batch_size_count", "caption_stage=\"encoder\"");
        var entries = await server.Server.Metrics.ReadAsync("caption_batch_size_sum", "caption_stage=\"encoder\"");
        Assert.True(entries > 1.5 * batches, $"{entries} pictures in {batches} batches: they were not batched.");
    }

    [SharedFact]
    public async Task Post_200Photos_AtLeast198AreGoldenAndScoreAsWell()
    {
        var (equal, ciderD) = await GoldenCheck.CorpusAsync(server.Http, _golden);

        Assert.InRange(equal, 198, 200);
        Assert.Equal(100 * _golden.Flickr8k200.Metrics.CiderD, ciderD, 0.5);
    }

    private static void AssertGolden(IReadOnlyList<(GoldenRow Row, Answer Answer)> answers) => Assert.All(answers, pair =>
    {
        Assert.Equal(pair.Row.Text, pair.Answer.Words);
        Assert.Equal(pair.Row.Adequacy, pair.Answer.Adequacy, Tolerance);
        GoldenCheck.AssertLogProbabilities(pair.Row, pair.Answer, Tolerance);
    });
}
