namespace CaptionCluster.Testing.Processes;

/// <summary>
/// A server as its users run it: a process of its own, on a port the system chooses, started from a folder that has nothing to do with it.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyMark = "ready: open ";

    private readonly ChildProcess _process;
    private HttpClient? _http;

    private ServerProcess(ChildProcess process) => _process = process;

    /// <summary>Everything it wrote so far to standard output.</summary>
    public string Output => _process.StandardOutput;

    public Uri Address => Http.BaseAddress!;

    /// <summary>As many connections as are asked for.</summary>
    public HttpClient Http => _http ?? throw new InvalidOperationException("The server is not ready yet.");

    public ServerMetrics Metrics => new(Http);

    public ProcessMemory Memory => new(_process.Id);

    /// <summary>Starts the front with its data in <paramref name="data"/> and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartClientAsync(TemporaryFolder data, params (string Key, string Value)[] settings)
    {
        var server = Start(
            BuiltPrograms.Client,
            data.Path,
            [("urls", "http://127.0.0.1:0"), ("CaptionCluster:DataFolder", data.At("data")), .. settings]
        );
        try
        {
            await server.BecomeReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <param name="program">Its dll.</param>
    /// <param name="workingFolder">Where it is started from.</param>
    /// <param name="settings">Given on the command line.</param>
    public static ServerProcess Start(string program, string workingFolder, params (string Key, string Value)[] settings) =>
        new(
            new ChildProcess(
                workingFolder,
                BuiltPrograms.Host,
                [program, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]
            )
        );

    /// <summary>What it wrote to standard error, until it ended.</summary>
    public async Task<string> ErrorsAsync()
    {
        await _process.ExitedAsync();
        return _process.StandardError;
    }

    /// <summary>SIGKILL: it gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.SignalKill();
        await _process.ExitedAsync();
    }

    /// <summary>SIGTERM, as orchestrators send.</summary>
    public void Terminate() => _process.SignalTerm();

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.ExitedAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _process.DisposeAsync();
    }

    private async Task BecomeReadyAsync()
    {
        var line =
            await _process.LineWithAsync(ReadyMark)
            ?? throw new InvalidOperationException($"The server ended before it was ready: {_process.Everything}");
        var address = line[(line.IndexOf(ReadyMark, StringComparison.Ordinal) + ReadyMark.Length)..].Split(' ')[0];
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue })
        {
            BaseAddress = new Uri(address),
            Timeout = Patience.Limit,
        };
    }
}
