using System.Diagnostics;
using System.Text;

namespace CaptionCluster.Testing.Processes;

/// <summary>Reads what a process writes, all the time, so that it never waits for its reader.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Part, TaskCompletionSource<string?> Found)> _wanted = [];
    private readonly Task<string> _errors;
    private bool _ended;

    public ProcessOutput(Process process)
    {
        _errors = process.StandardError.ReadToEndAsync();
        _ = ReadAsync(process.StandardOutput);
    }

    public string Text
    {
        get { lock (_lock) return _text.ToString(); }
    }

    public Task<string> ErrorsAsync() => _errors;

    /// <summary>The first line with <paramref name="part"/> in it; null when the output ends without.</summary>
    public Task<string?> LineWithAsync(string part)
    {
        lock (_lock)
        {
            var line = _text.ToString().Split('\n').FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal));
            if (line is not null || _ended) return Task.FromResult(line);
            var found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted.Add((part, found));
            return found.Task;
        }
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                _text.Append(line).Append('\n');
                foreach (var (part, found) in _wanted)
                {
                    if (line.Contains(part, StringComparison.Ordinal)) found.TrySetResult(line);
                }
            }
        }

        lock (_lock)
        {
            _ended = true;
            foreach (var (_, found) in _wanted) found.TrySetResult(null);
        }
    }
}
