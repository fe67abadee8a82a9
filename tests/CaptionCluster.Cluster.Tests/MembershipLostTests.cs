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
    [NeedsFact(RedisProcess.Program)]
    public async Task Redis_ComesBackEmpty_ClusterIsWholeAgainAndFindsItsDead()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 3, fronts: 1);
        using var http = cluster.Fronts[0].CreateClient();
        await using var load = await CaptionLoad.StartAsync(http);
        await load.FlowAsync(50);

        using var over = new CancellationTokenSource();
        var complaints = ComplaintsAsync(cluster.Fronts[0], over.Token);
        await cluster.Redis.LoseEverythingAsync();
        var added = cluster.AddSilo();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cluster.Redis.ConnectionString + ",abortConnect=false");
        await Patience.UntilAsync("four silos are in one table", async () => await MembershipRows.CountAsync(redis, "Active") == 4);
        await added.ReadyAsync();
        await load.FlowAsync(50);

        var clock = Stopwatch.StartNew();
        cluster.Silos[0].Process.SignalKill();
        await Patience.UntilAsync("its death is in the table", async () => await MembershipRows.CountAsync(redis, "Dead") == 1);
        output.WriteLine($"dead after {clock.Elapsed.TotalSeconds:0.0} s");
        await load.FlowAsync(50);
        await load.StopAsync();
        await over.CancelAsync();

        Assert.Empty(await complaints);
        Assert.Empty(load.Wrong);
        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"ready\"}"), await cluster.Fronts[0].HealthAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }

    /// <summary>What its readiness probe says against it while photos get their captions.</summary>
    private static async Task<IReadOnlyCollection<string>> ComplaintsAsync(FrontProcess front, CancellationToken cancellationToken)
    {
        var complaints = new HashSet<string>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await front.HealthAsync() is (HttpStatusCode.ServiceUnavailable, var text)) complaints.Add(text);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return complaints;
    }
}
