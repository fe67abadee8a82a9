using System.Diagnostics;
using CaptionCluster.Cluster.Tests.Processes;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>How soon dead silos are known to be dead.</summary>
public sealed class DetectionTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_detection = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Two of three: the one that is left finds nobody to vote with it, until the other's signs of life are missing in the table too.
    /// </summary>
    [NeedsTheory(RedisProcess.Program)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task SilosDie_OneAfterTheOther_EachIsFoundInTime(int atOnce)
    {
        await using var cluster = await TestCluster.StartAsync(
            silos: 3,
            fronts: 0,
            "--CaptionCluster:Cluster:FailureDetection",
            $"{s_detection}"
        );
        await using var redis = await ConnectionMultiplexer.ConnectAsync(cluster.Redis.ConnectionString);
        for (var dead = 0; dead < 2; dead += atOnce)
        {
            var clock = Stopwatch.StartNew();
            foreach (var silo in cluster.Silos.GetRange(dead, atOnce))
            {
                silo.Process.SignalKill();
            }

            await Patience.UntilAsync(
                "the deaths are in the table",
                async () => await MembershipRows.CountAsync(redis, "Dead") == dead + atOnce
            );
            output.WriteLine($"dead after {clock.Elapsed.TotalSeconds:0.0} s");

            Assert.True(clock.Elapsed < 2.5 * s_detection, $"It took {clock.Elapsed}.");
        }
    }
}
