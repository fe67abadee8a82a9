using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.Sharing;

/// <summary>Decodes 32 pictures together, and no more.</summary>
public sealed class WideDecoderServer() : RunningServer(
    ("CaptionCluster:Models:Variant", "float32"),
    ("CaptionCluster:Models:Decoder:Workers", "1"),
    ("CaptionCluster:Models:Decoder:MaxBatchSize", "32"));

public sealed class FreedRowsTests(WideDecoderServer server) : IClassFixture<WideDecoderServer>
{
    private const int Rows = 32;

    [Fact]
    public async Task Post_EveryoneLeavesWhileDecoding_TheirRowsAreFree()
    {
        var metrics = server.Server.Metrics;
        var warm = await StepsAsync();
        await using var crowd = Crowd.OfStrangers(server.Http, Rows);
        await metrics.BecomesAsync("caption_inference_duration_seconds_count", steps => steps > warm, "caption_stage=\"decoder\"");

        Assert.Equal(Rows, await crowd.LeaveAsync());
        await metrics.BecomesAsync("caption_requests_waiting", waiting => waiting == 0);
        var next = await server.Http.CaptionAsync(Photos.NewSmall(), "?numBeams=10&include=timing");

        // Its decode batch is the mean of its steps: with the others' rows still taken it would be nearly all of them.
        Assert.Equal("computed", next.Source);
        Assert.InRange(next.Timing!.DecodeBatch, 1, Rows / 8);

        Task<double> StepsAsync() => metrics.ReadAsync("caption_inference_duration_seconds_count", "caption_stage=\"decoder\"");
    }
}
