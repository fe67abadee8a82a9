using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Jobs;

/// <summary>Two servers, each front and worker, with one store; killed at random moments and started again.</summary>
internal sealed class MortalServers(TemporaryFolder data, params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private readonly ServerProcess?[] _servers = new ServerProcess?[2];
    private readonly Random _chance = new(20_260_101);

    public int Kills { get; private set; }

    public async Task StartAsync()
    {
        for (var i = 0; i < _servers.Length; i++) _servers[i] ??= await ServerProcess.StartClientAsync(data, settings);
    }

    /// <summary>One that is up, as far as anyone knows.</summary>
    public HttpClient Any(int wish) => (_servers[wish % _servers.Length] ?? _servers[(wish + 1) % _servers.Length])?.Http
        ?? throw new HttpRequestException("Both are down.");

    /// <summary>Kills one after another until it is told to end, and a few at least; leaves both running.</summary>
    public async Task KillUntilAsync(Task end, int least)
    {
        while (true)
        {
            await end.WaitAsync(TimeSpan.FromMilliseconds(_chance.Next(200, 3000))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (end.IsCompleted && Kills >= least) break;
            var victim = _chance.Next(_servers.Length);
            var server = _servers[victim]!;
            _servers[victim] = null;
            await server.DisposeAsync(); // SIGKILL
            Kills++;
            await StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            if (server is not null) await server.DisposeAsync();
        }
    }
}
