namespace CaptionCluster.Client.Streaming;

/// <summary>
/// A slot for the latest words: whoever is slow to take them misses those in between, and nothing lines up. One reader; safe for concurrent
/// reports.
/// </summary>
internal sealed class LatestWords : IProgress<string>
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _said = New();
    private string? _text;

    /// <summary>Ends when there is something to take.</summary>
    public Task Said
    {
        get { lock (_gate) return _said.Task; }
    }

    public void Report(string value)
    {
        lock (_gate)
        {
            _text = value;
            _said.TrySetResult();
        }
    }

    /// <summary>Null when nothing was said since the last time.</summary>
    public string? Take()
    {
        lock (_gate)
        {
            var text = _text;
            if (text is not null) (_text, _said) = (null, New());
            return text;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
