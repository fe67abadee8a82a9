using System.Diagnostics;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Bench.Processes;

/// <summary>A process under test, on its own cores, that says on its output when it is ready and takes commands on its input.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string? _data;

    private Child(Process process, int port, string? data) => (_process, Port, _data) = (process, port, data);

    public int Port { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="settings">More of them: a name after two dashes, its value, and so on.</param>
    public static async Task<Child> StartServerAsync(Cores cores, string variant, params string[] settings)
    {
        var (port, data) = (FreePort.Next(), Directory.CreateTempSubdirectory("bench-").FullName);
        return await StartAsync(cores, port, data, "ready: ",
        [
            "dotnet", Repository.Client, "--urls", $"http://127.0.0.1:{port}", "--CaptionCluster:DataFolder", data,
            "--CaptionCluster:Models:Folder", Repository.Models, "--CaptionCluster:Models:Variant", variant,
            .. settings,
        ]);
    }

    public static Task<Child> StartSelfAsync(Cores cores, params string[] arguments)
    {
        var port = FreePort.Next();
        return StartAsync(cores, port, null, "ready", ["dotnet", Repository.Self, .. arguments, port.ToString()]);
    }

    /// <param name="ready">Part of the line by which it says that it is ready.</param>
    /// <param name="command">Program and arguments. What it writes afterwards is not read.</param>
    public static Task<Child> StartProgramAsync(Cores cores, int port, string ready, string[] command) =>
        StartAsync(cores, port, Directory.CreateTempSubdirectory("bench-").FullName, ready, command);

    /// <summary>Sends a line and returns the line that answers it.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The process ended on '{command}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_data is not null) Directory.Delete(_data, recursive: true);
    }

    private static async Task<Child> StartAsync(Cores cores, int port, string? data, string ready, string[] command)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cores.List, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.Combine(Repository.Root, "client"),
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains(ready, StringComparison.Ordinal)) continue;
            // A server goes on logging; nobody reads what it says from here on but the pipe must not fill.
            if (data is not null) _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new Child(process, port, data);
        }

        throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode} before it was ready.");
    }
}
