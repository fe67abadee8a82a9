using System.Globalization;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>A redis-server that has every write on its disk before it answers.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    public const string Program = "redis-server";

    private readonly string _folder = Directory.CreateTempSubdirectory("captioncluster-redis-").FullName;
    private readonly string[] _arguments;
    private ChildProcess _process;

    public RedisProcess(params IEnumerable<string> settings)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        ConnectionString = "127.0.0.1:" + port;
        _arguments = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "always", .. settings];
        _process = Start();
    }

    public string ConnectionString { get; }

    /// <summary>Killed, and started again with what it had.</summary>
    public async Task DieAsync()
    {
        await EndAsync();
        _process = Start();
    }

    /// <summary>Killed, and started again with nothing of what it had.</summary>
    public async Task LoseEverythingAsync()
    {
        await EndAsync();
        foreach (var folder in Directory.EnumerateDirectories(_folder)) Directory.Delete(folder, recursive: true);
        _process = Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task EndAsync()
    {
        _process.SignalKill();
        await _process.DisposeAsync();
    }

    private ChildProcess Start() => new(_folder, Program, _arguments);
}
