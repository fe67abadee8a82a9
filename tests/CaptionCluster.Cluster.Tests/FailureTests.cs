using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Silos die, stop and leave under load: whoever asked gets the right caption. <c>CLUSTER_ROUNDS</c> makes it last.</summary>
public sealed class FailureTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int s_rounds = int.Parse(
        Environment.GetEnvironmentVariable("CLUSTER_ROUNDS") ?? "1",
        CultureInfo.InvariantCulture
    );

    private TestCluster _cluster = null!;
    private HttpClient _http = null!;
    private CaptionLoad _load = null!;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(silos: 3, fronts: 1);
        _http = _cluster.Fronts[0].CreateClient();
        _load = await CaptionLoad.StartAsync(_http);
    }

    public async Task DisposeAsync()
    {
        await _load.DisposeAsync();
        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Kill_UnderLoad_EveryRequestIsAnsweredRight()
    {
        for (var round = 0; round < s_rounds; round++)
        {
            var silo = _cluster.Silos[round % 3];
            await _load.FlowAsync(100);
            silo.Process.SignalKill();
            await _load.FlowAsync(100);
            await silo.RestartAsync();
            await silo.ReadyAsync();
            await _load.FlowAsync(100);
        }

        await FinishAsync();
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Stop_UnderLoad_EveryRequestIsAnsweredRight()
    {
        for (var round = 0; round < s_rounds; round++)
        {
            var silo = _cluster.Silos[round % 3];
            await _load.FlowAsync(100);
            silo.Process.SignalStop();
            await _load.FlowAsync(300);
            silo.Process.SignalContinue();
            await _load.FlowAsync(100);

            // Whoever was declared dead meanwhile ends itself; whoever was not goes on.
            if (silo.Process.HasExited) await silo.RestartAsync();
        }

        await FinishAsync();
    }

    [NeedsFact(RedisProcess.Program)]
    public async Task Term_UnderLoad_IsGoneSoonAndNobodyNotices()
    {
        for (var round = 0; round < s_rounds; round++)
        {
            var silo = _cluster.Silos[round % 3];
            await _load.FlowAsync(100);
            var clock = Stopwatch.StartNew();
            silo.Process.SignalTerm();
            await silo.Process.ExitedAsync();
            output.WriteLine($"gone after {clock.Elapsed.TotalSeconds:0.0} s");

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
            Assert.Equal(0, silo.Process.ExitCode);
            await silo.RestartAsync();
            await silo.ReadyAsync();
        }

        output.WriteLine($"{await _cluster.Fronts[0].MetricAsync("caption_calls_repeated_total")} calls repeated");
        await FinishAsync();
    }

    private async Task FinishAsync()
    {
        await _load.FlowAsync(100);
        await _load.StopAsync();
        output.WriteLine(
            $"{_load.Answered} answered, {_load.Refused} of them with 429; the slowest after {_load.Slowest.TotalSeconds:0.0} s"
        );
        Assert.Empty(_load.Wrong);
        Assert.Equal((System.Net.HttpStatusCode.OK, "{\"status\":\"ready\"}"), await _cluster.Fronts[0].HealthAsync());
    }
}
