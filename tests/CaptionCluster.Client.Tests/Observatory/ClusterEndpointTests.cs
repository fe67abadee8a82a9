using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Observatory;

public sealed class ClusterEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Get_OneProcess_TellsOfItsFrontAndItsSilo()
    {
        var picture = Pictures.New();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();

        var answer = await fixture.Http.GetAsync("/v1/cluster").AnswerAsync();

        Assert.Equal("known", (string?)answer["membership"]);
        var front = answer["front"]!["load"]!;
        Assert.True((double)front["captionsPerMinute"]! > 0);
        Assert.InRange((double)front["hitRate"]!, 0.01, 0.99);
        Assert.True((long)front["memoryBytes"]! > 1 << 20);
        var silo = Assert.Single(answer["silos"]!.AsArray())!;
        Assert.Equal("active", (string?)silo["status"]);
        Assert.Equal(["images", "inference"], silo["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal(fixture.Server.Model.Description.Id.Revision, (string?)silo["models"]![0]!["revision"]);
        Assert.Equal(0, (long)silo["load"]!["queueDepth"]!);
        Assert.Null(silo["history"]);
    }

    [Fact]
    public async Task Get_WithHistory_HasAListAChart()
    {
        await Patience.UntilAsync("a step has ended", async () => (await HistoryAsync()) is not null);

        var history = (await HistoryAsync())!;

        Assert.InRange((double)history["stepSeconds"]!, 4, 20);
        var steps = history["captions"]!.AsArray().Count;
        Assert.Equal((steps, steps), (history["queueSeconds"]!.AsArray().Count, history["processors"]!.AsArray().Count));
    }

    [Fact]
    public async Task Get_HistoryThatIsNeither_IsRefused() =>
        await fixture.Http.GetAsync("/v1/cluster?history=perhaps").ProblemAsync(400, "http-400");

    private async Task<JsonNode?> HistoryAsync() =>
        (await fixture.Http.GetAsync("/v1/cluster?history=true").AnswerAsync())["silos"]![0]!["history"];
}
