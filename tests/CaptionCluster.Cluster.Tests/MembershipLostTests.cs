using System.Diagnostics;
using System.Net;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Redis comes back without the cluster's membership.</summary>
public sealed class MembershipLostTests(ITestOutputHelper output)
{
    private const string Key = "captioncluster/members/captioncluster";

    [Fact]
    public async Task Redis_ComesBackEmpty_ClusterIsWholeAgainAndFindsItsDead()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 3, fronts: 1);
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);

        await cluster.Redis.LoseEverythingAsync();
        var added = cluster.AddSilo();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cluster.Redis.ConnectionString);
        await Patience.UntilAsync("four silos are in one table", async () => await CountAsync(redis, "Active") == 4);
        await added.ReadyAsync();
        await load.FlowAsync(50);

        var clock = Stopwatch.StartNew();
        cluster.Silos[0].Process.SignalKill();
        await Patience.UntilAsync("its death is in the table", async () => await CountAsync(redis, "Dead") == 1);
        output.WriteLine($"dead after {clock.Elapsed.TotalSeconds:0.0} s");
        await load.FlowAsync(50);
        await load.StopAsync();

        Assert.Empty(load.Wrong);
        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"ready\"}"), await cluster.Fronts[0].HealthAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    private static async Task<int> CountAsync(IConnectionMultiplexer redis, string status)
    {
        var number = status == "Active" ? 3 : 6;
        return (await redis.GetDatabase().HashGetAllAsync(Key)).Count(row =>
            row.Value.ToString().Contains($"\"Status\":\"{status}\"", StringComparison.Ordinal) || row.Value.ToString().Contains($"\"Status\":{number}", StringComparison.Ordinal));
    }
}
