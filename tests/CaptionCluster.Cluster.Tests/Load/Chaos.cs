using CaptionCluster.Cluster.Tests.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Cluster.Tests.Load;

/// <summary>
/// What happens to a cluster that has bad luck. One silo at least is left in peace at any time, and answers flow between two blows.
/// </summary>
internal sealed class Chaos(TestCluster cluster, CaptionLoad load, Random random, ITestOutputHelper output)
{
    private readonly List<SiloProcess> _down = [];
    private readonly List<SiloProcess> _stopped = [];
    private readonly Queue<Func<Task>> _blows = [];

    public async Task StepAsync()
    {
        foreach (var silo in cluster.Silos.Except(_down).Except(_stopped).Where(silo => silo.Process.HasExited).ToArray())
        {
            await ReadyAsync(silo);
        }

        if (_down.Count + _stopped.Count == 2 || (_down.Count + _stopped.Count == 1 && random.Next(2) == 0))
        {
            await RaiseAsync();
        }
        else
        {
            await StrikeAsync();
        }

        await load.FlowAsync(random.Next(1, 60));
    }

    /// <summary>Every silo is there again.</summary>
    public async Task EndAsync()
    {
        while (_down.Count + _stopped.Count > 0) await RaiseAsync();
    }

    private Task StrikeAsync()
    {
        if (_blows.Count == 0)
        {
            Action<SiloProcess>[] kinds = [Kill, Stop, Terminate];
            Func<Task>[] blows = [.. kinds.Select(kind => (Func<Task>)(() => Strike(kind))), RedisDiesAsync, RedisLosesEverythingAsync];
            random.Shuffle(blows);
            foreach (var blow in blows) _blows.Enqueue(blow);
        }

        return _blows.Dequeue()();
    }

    private Task Strike(Action<SiloProcess> blow)
    {
        var standing = cluster.Silos.Except(_down).Except(_stopped).ToArray();
        blow(standing[random.Next(standing.Length)]);
        return Task.CompletedTask;
    }

    private void Kill(SiloProcess silo)
    {
        Say("kill", silo);
        silo.Process.SignalKill();
        _down.Add(silo);
    }

    private void Stop(SiloProcess silo)
    {
        Say("stop", silo);
        silo.Process.SignalStop();
        _stopped.Add(silo);
    }

    private void Terminate(SiloProcess silo)
    {
        Say("terminate", silo);
        silo.Process.SignalTerm();
        _down.Add(silo);
    }

    private Task RedisDiesAsync()
    {
        output.WriteLine("Redis dies");
        return cluster.Redis.DieAsync();
    }

    private Task RedisLosesEverythingAsync()
    {
        output.WriteLine("Redis loses everything");
        return cluster.Redis.LoseEverythingAsync();
    }

    private async Task RaiseAsync()
    {
        foreach (var silo in _stopped)
        {
            Say("continue", silo);
            silo.Process.SignalContinue();
        }

        foreach (var silo in _down) await silo.Process.ExitedAsync();
        SiloProcess[] raised = [.. _stopped, .. _down];
        _stopped.Clear();
        _down.Clear();
        foreach (var silo in raised) await ReadyAsync(silo);
    }

    /// <summary>
    /// As a supervisor does: starts a silo that was ended, or that ended itself as it was declared dead while it stood still.
    /// </summary>
    private async Task ReadyAsync(SiloProcess silo)
    {
        while (!await ReadyOrOverAsync(silo))
        {
            Say($"start (it had ended with {silo.Process.ExitCode})", silo);
            await silo.RestartAsync();
        }
    }

    private async Task<bool> ReadyOrOverAsync(SiloProcess silo)
    {
        var isReady = false;
        await Patience.UntilAsync(
            $"silo {cluster.Silos.IndexOf(silo)} ready or at an end",
            async () => silo.Process.HasExited || (isReady = await silo.IsReadyAsync()));
        return isReady;
    }

    private void Say(string what, SiloProcess silo) => output.WriteLine($"{what} {cluster.Silos.IndexOf(silo)}");
}
