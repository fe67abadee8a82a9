using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>
/// Silos are killed, stopped and terminated and Redis dies, with and without its data, all by chance: whoever asks gets the right caption,
/// or is told that there is too much work. <c>CHAOS_SECONDS</c> and <c>CHAOS_SEED</c> make it last and make it another one.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(Number("CHAOS_SECONDS", 10));
    private static readonly int s_seed = Number("CHAOS_SEED", 1);

    [NeedsFact(RedisProcess.Program)]
    public async Task Chaos_ThreeSilosBehindTwoFronts_EveryRequestIsAnsweredRight()
    {
        await using var cluster = await TestCluster.StartAsync(silos: 3, fronts: 2);
        using var one = cluster.Fronts[0].CreateClient();
        using var other = cluster.Fronts[1].CreateClient();
        await using var atOne = await CaptionLoad.StartAsync(one);
        await using var atOther = await CaptionLoad.StartAsync(other);
        var chaos = new Chaos(cluster, atOne, new Random(s_seed), output);

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_duration && atOne.Wrong.Count + atOther.Wrong.Count == 0) await chaos.StepAsync();
        await chaos.EndAsync();

        clock.Restart();
        foreach (var front in cluster.Fronts) await front.ReadyAsync();
        output.WriteLine($"fronts ready {clock.Elapsed.TotalSeconds:0.0} s after the end");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"It took {clock.Elapsed}.");
        foreach (var load in new[] { atOne, atOther })
        {
            await load.FlowAsync(20);
            await load.StopAsync();
            output.WriteLine(
                $"{load.Answered} answered, {load.Refused} of them with 429; the slowest after {load.Slowest.TotalSeconds:0.0} s"
            );
            Assert.Empty(load.Wrong);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
