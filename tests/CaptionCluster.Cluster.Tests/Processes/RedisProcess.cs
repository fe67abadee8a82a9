using System.Globalization;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>A redis-server that keeps nothing on disk.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    public RedisProcess(params IEnumerable<string> settings)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        ConnectionString = "127.0.0.1:" + port;
        _process = new ChildProcess(Path.GetTempPath(), "redis-server", ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. settings]);
    }

    public string ConnectionString { get; }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
