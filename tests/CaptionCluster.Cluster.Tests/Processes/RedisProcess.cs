using System.Globalization;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>A redis-server that keeps nothing on disk.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly string[] _arguments;
    private ChildProcess _process;

    public RedisProcess(params IEnumerable<string> settings)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        ConnectionString = "127.0.0.1:" + port;
        _arguments = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. settings];
        _process = Start();
    }

    public string ConnectionString { get; }

    /// <summary>Killed, and started again with nothing of what it had.</summary>
    public async Task LoseEverythingAsync()
    {
        _process.SignalKill();
        await DisposeAsync();
        _process = Start();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private ChildProcess Start() => new(Path.GetTempPath(), "redis-server", _arguments);
}
