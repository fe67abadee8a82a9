using System.Diagnostics;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>A process of the test, with what it wrote, that can be sent signals and never outlives the test.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="environment">Added to the test's own, from which OpenTelemetry's variables are taken out.</param>
    public ChildProcess(string folder, string program, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
            },
        };
        var variables = _process.StartInfo.Environment;
        foreach (var inherited in variables.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray()) variables.Remove(inherited);
        foreach (var (name, value) in environment) variables[name] = value;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Task<string> FirstLineAsync => _firstLine.Task.WaitAsync(Patience.Limit);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The end of what it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines.TakeLast(200));
        }
    }

    /// <summary>All that it wrote.</summary>
    public string Everything
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public void SignalKill() => _process.Signal(Signal.Kill);

    public void SignalTerm() => _process.Signal(Signal.Term);

    public void SignalStop() => _process.Signal(Signal.Stop);

    public void SignalContinue() => _process.Signal(Signal.Continue);

    public Task ExitedAsync() => _process.WaitForExitAsync().WaitAsync(Patience.Limit);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _firstLine.TrySetResult(line);
        lock (_gate)
        {
            _lines.Add(line);
        }
    }
}
