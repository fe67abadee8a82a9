using System.Diagnostics;
using System.Net;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using CaptionCluster.Testing.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Silos that were all killed at once have told nobody: their rows say that they are alive.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_detection = TimeSpan.FromSeconds(8);

    [NeedsTheory(RedisProcess.Program)]
    [InlineData("redis")]
    [InlineData("mongodb")]
    public async Task AllSilosKilled_OneStartsOnOtherPorts_IsReadySoon(string membership)
    {
        await using var mongo = new MongoProcess();
        await RunAsync(
            await TestCluster.StartAsync(
                silos: 3,
                fronts: 1,
                "--CaptionCluster:Cluster:FailureDetection",
                $"{s_detection}",
                "--CaptionCluster:Cluster:Provider",
                membership,
                "--CaptionCluster:MongoDB:ConnectionString",
                await mongo.ConnectionStringAsync()
            )
        );
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task AllSilosOfPostgreSQLKilled_OneStartsOnOtherPorts_IsReadySoon()
    {
        using var server = new PostgreSQLServer();
        await RunAsync(
            await TestCluster.StartAsync(server, silos: 3, fronts: 1, "--CaptionCluster:Cluster:FailureDetection", $"{s_detection}")
        );
    }

    private async Task RunAsync(TestCluster started)
    {
        await using var cluster = started;
        foreach (var old in cluster.Silos) old.Process.SignalKill();
        foreach (var old in cluster.Silos) await old.Process.ExitedAsync();

        var clock = Stopwatch.StartNew();
        var silo = cluster.AddSilo();
        await silo.ReadyAsync();
        var ready = clock.Elapsed;
        await cluster.Fronts[0].ReadyAsync();
        output.WriteLine($"the silo was ready after {ready.TotalSeconds:0.0} s, the front after {clock.Elapsed.TotalSeconds:0.0} s");

        Assert.True(ready < 3 * s_detection, $"It took {ready}.");
        using var http = cluster.Fronts[0].CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await http.CaptionAsync(Photos.Unique(0))).Status);
    }
}
