using CaptionCluster.Cluster.Tests.Processes;
using CaptionCluster.Testing.Jobs;
using CaptionCluster.Testing.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>The front and the silos that work die while jobs are accepted: what was accepted ends, exactly once, as it should.</summary>
public sealed class JobFailureTests(ITestOutputHelper output)
{
    private readonly Random _chance = new(20_261_124);

    private static readonly string[] s_settings =
        ["--CaptionCluster:Jobs:Work", "false", .. JobCampaign.Settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value })];

    [NeedsFact(RedisProcess.Program)]
    public async Task Kill_FrontAndWorkersOfMongoDB_EveryItemEndsOnceAndRight()
    {
        await using var mongo = new MongoProcess();
        await RunAsync(
            await TestCluster.StartAsync(
                silos: 2,
                fronts: 1,
                [
                    "--CaptionCluster:Store:Provider",
                    "mongodb",
                    "--CaptionCluster:MongoDB:ConnectionString",
                    await mongo.ConnectionStringAsync(),
                    .. s_settings,
                ]
            )
        );
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task Kill_FrontAndWorkersOfPostgreSQL_EveryItemEndsOnceAndRight()
    {
        using var server = new PostgreSQLServer();
        await RunAsync(await TestCluster.StartAsync(server, silos: 2, fronts: 1, s_settings));
    }

    private async Task RunAsync(TestCluster started)
    {
        await using var cluster = started;
        await cluster.AddFront("--CaptionCluster:Jobs:Work", "true").ReadyAsync();
        using var http = cluster.Fronts[0].CreateClient();
        using var campaign = new JobCampaign(_ => http);
        await campaign.LearnAsync();

        var accepting = campaign.AcceptAllAsync();
        var kills = await KillUntilAsync(accepting, least: 3, cluster);
        await accepting;

        await campaign.ExpectAllEndedOnceAndRightAsync();
        output.WriteLine($"{kills} kills while {JobCampaign.Items} items were accepted; {campaign.Deliveries} deliveries of webhooks");
    }

    /// <summary>One process after another, at moments nobody foresees, and a few at least; leaves all of them ready.</summary>
    private async Task<int> KillUntilAsync(Task end, int least, TestCluster cluster)
    {
        WebProcess[] processes = [.. cluster.Fronts, .. cluster.Silos];
        for (var kills = 0; ; kills++)
        {
            await end.WaitAsync(TimeSpan.FromMilliseconds(_chance.Next(200, 3000))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCompleted && kills >= least) return kills;
            var victim = processes[_chance.Next(processes.Length)];
            victim.Process.SignalKill();
            await victim.RestartAsync();
            await victim.ReadyAsync();
        }
    }
}
