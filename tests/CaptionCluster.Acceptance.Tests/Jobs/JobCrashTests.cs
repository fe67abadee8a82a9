using CaptionCluster.Testing.Jobs;
using Xunit.Abstractions;

namespace CaptionCluster.Acceptance.Tests.Jobs;

/// <summary>
/// Servers that share an SQLite store die while jobs are accepted and worked on: what was accepted ends, exactly once, as it should.
/// </summary>
public sealed class JobCrashTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Kill_WhileJobsAreAcceptedAndWorkedOn_EveryItemEndsOnceAndRight()
    {
        await using var servers = new MortalServers(_data, JobCampaign.Settings);
        using var campaign = new JobCampaign(servers.Any);
        await servers.StartAsync();
        await campaign.LearnAsync();

        var accepting = campaign.AcceptAllAsync();
        await servers.KillUntilAsync(accepting, least: 3).WaitAsync(s_limit);
        await accepting;

        await campaign.ExpectAllEndedOnceAndRightAsync();
        output.WriteLine(
            $"{servers.Kills} kills while {JobCampaign.Items} items were accepted; {campaign.Deliveries} deliveries of webhooks"
        );
    }
}
