using System.Diagnostics;

namespace CaptionCluster.Testing.Processes;

/// <summary>A process of the test, with what it wrote, that can be sent signals and never outlives the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<(string Text, bool IsError)> _lines = [];
    private readonly List<(string Part, TaskCompletionSource<string?> Found)> _wanted = [];
    private bool _ended;

    /// <param name="environment">Added to the test's own, from which what servers read is taken out.</param>
    public ChildProcess(
        string folder,
        string program,
        IEnumerable<string> arguments,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                UseShellExecute = false,
            },
        };
        var variables = _process.StartInfo.Environment;
        foreach (var inherited in variables.Keys.Where(IsForServers).ToArray()) variables.Remove(inherited);
        foreach (var (name, value) in environment) variables[name] = value;
        _process.OutputDataReceived += (_, line) => Keep(line.Data, isError: false);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data, isError: true);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The end of what it wrote.</summary>
    public string Output => Text(_ => true, last: 200);

    /// <summary>All that it wrote.</summary>
    public string Everything => Text(_ => true);

    /// <summary>All that it wrote to standard output.</summary>
    public string StandardOutput => Text(isError => !isError);

    /// <summary>All that it wrote to standard error.</summary>
    public string StandardError => Text(isError => isError);

    /// <summary>The first line of its standard output with <paramref name="part"/> in it; null when the output ends without.</summary>
    public Task<string?> LineWithAsync(string part)
    {
        lock (_gate)
        {
            var line = _lines.Find(line => !line.IsError && line.Text.Contains(part, StringComparison.Ordinal)).Text;
            if (line is not null || _ended) return Task.FromResult(line);
            var found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted.Add((part, found));
            return Patience.For(found.Task);
        }
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>It gets no chance to do anything.</summary>
    public void SignalKill() => _process.Signal(UnixSignal.Kill);

    /// <summary>As orchestrators send.</summary>
    public void SignalTerm() => _process.Signal(UnixSignal.Term);

    public void SignalStop() => _process.Signal(UnixSignal.Stop);

    public void SignalContinue() => _process.Signal(UnixSignal.Continue);

    /// <summary>Waits until it has ended and all that it wrote is there.</summary>
    public Task ExitedAsync() => Patience.For(_process.WaitForExitAsync());

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line, bool isError)
    {
        lock (_gate)
        {
            if (line is not null) _lines.Add((line, isError));
            if (isError) return;
            _ended |= line is null;
            foreach (var (part, found) in _wanted)
            {
                if (line?.Contains(part, StringComparison.Ordinal) ?? true) found.TrySetResult(line);
            }
        }
    }

    private string Text(Func<bool, bool> isWanted, int last = int.MaxValue)
    {
        lock (_gate) return string.Join('\n', _lines.Where(line => isWanted(line.IsError)).Select(line => line.Text).TakeLast(last));
    }

    private static bool IsForServers(string variable) =>
        variable.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || variable.StartsWith("CaptionCluster__", StringComparison.Ordinal)
        || variable.StartsWith("OTEL_", StringComparison.Ordinal) || variable is "DOTNET_ENVIRONMENT" or "DOTNET_URLS";
}
