using System.Net;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Captions go on without their store.</summary>
public sealed class StoreAwayTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_catchUp = TimeSpan.FromSeconds(10);

    [NeedsFact(RedisProcess.Program)]
    public async Task Store_AwayUnderLoad_CaptionsFlowAndAreStoredSoonAfter()
    {
        await using var mongo = new MongoProcess();
        await using var cluster = await TestCluster.StartAsync(
            silos: 2,
            fronts: 1,
            "--CaptionCluster:Store:Provider",
            "mongodb",
            "--CaptionCluster:MongoDB:ConnectionString",
            await mongo.ConnectionStringAsync()
        );
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);

        await mongo.GoDownAsync();
        await Patience.UntilAsync("answers are flagged as not stored", () => Task.FromResult(load.Unstored.Count > 0));
        await load.FlowAsync(200);
        await load.StopAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await mongo.ComeBackAsync();
        await Patience.UntilAsync("everything is stored", async () => await cluster.SumOverSilosAsync("caption_store_pending") == 0);

        output.WriteLine(
            $"{load.Answered} answered, {load.Unstored.Count} of them unstored; all stored after {clock.Elapsed.TotalSeconds:0.0} s"
        );
        Assert.Empty(load.Wrong);
        Assert.True(clock.Elapsed < s_catchUp, $"It took {clock.Elapsed}.");
        foreach (var answer in load.Unstored)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/v1/captions/{answer.Digest}")).StatusCode);
        }
    }
}
