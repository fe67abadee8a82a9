using System.Diagnostics;

namespace CaptionCluster.Testing.Processes;

/// <summary>A server as its users run it: a process of its own, on a port the system chooses, started from a folder that has nothing to do with it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyMark = "ready: open ";

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private HttpClient? _http;

    private ServerProcess(Process process)
    {
        _process = process;
        _output = new ProcessOutput(process);
    }

    /// <summary>Everything it wrote so far.</summary>
    public string Output => _output.Text;

    /// <summary>What it wrote to standard error, until it ended.</summary>
    public Task<string> ErrorsAsync() => _output.ErrorsAsync().WaitAsync(Patience.Limit);

    public Uri Address => Http.BaseAddress!;

    /// <summary>As many connections as are asked for.</summary>
    public HttpClient Http => _http ?? throw new InvalidOperationException("The server is not ready yet.");

    public ServerMetrics Metrics => new(Http);

    public ProcessMemory Memory => new(_process.Id);

    /// <summary>Starts the front with its data in <paramref name="data"/> and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartClientAsync(TemporaryFolder data, params (string Key, string Value)[] settings)
    {
        var server = Start(BuiltPrograms.Client, data.Path, [("urls", "http://127.0.0.1:0"), ("CaptionCluster:DataFolder", data.At("data")), .. settings]);
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
    public static ServerProcess Start(string program, string workingFolder, params (string Key, string Value)[] settings)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [program, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsForServers).ToArray()) start.Environment.Remove(inherited);
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: it gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    /// <summary>SIGTERM, as orchestrators send.</summary>
    public void Terminate() => _process.Signal(Signal.Term);

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http?.Dispose();
        _process.Dispose();
    }

    private async Task BecomeReadyAsync()
    {
        var ready = _output.LineWithAsync(ReadyMark);
        if (await Task.WhenAny(ready, Task.Delay(Patience.Limit, TimeProvider.System)) != ready) throw new TimeoutException($"The server is not ready yet: {Output}");
        var line = await ready ?? throw new InvalidOperationException($"The server ended before it was ready: {await ErrorsAsync()}{Output}");
        var address = line[(line.IndexOf(ReadyMark, StringComparison.Ordinal) + ReadyMark.Length)..].Split(' ')[0];
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue }) { BaseAddress = new Uri(address), Timeout = Patience.Limit };
    }

    private static bool IsForServers(string variable) =>
        variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || variable.StartsWith("CaptionCluster__", StringComparison.Ordinal)
        || variable.StartsWith("OTEL_", StringComparison.Ordinal) || variable is "DOTNET_ENVIRONMENT" or "DOTNET_URLS";
}
