using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>
/// The words of one caption while it is decoded: the latest alone, and who waits for others. Nothing lines up here, however slowly
/// anybody reads. Safe for concurrent use.
/// </summary>
internal sealed class SpokenWords : IWordsListener
{
    /// <summary>Whoever left between two questions said so to nobody.</summary>
    private const int MostUnread = 16;

    private readonly Lock _gate = new();
    private Lazy<string>? _latest;
    private TaskCompletionSource? _said;
    private TaskCompletionSource? _heard;
    private volatile bool _isListening;
    private int _waiting;
    private int _unread;

    public bool IsListening => _isListening;

    /// <summary>Ends when somebody listens.</summary>
    public Task Listening
    {
        get { lock (_gate) return _isListening ? Task.CompletedTask : (_heard ??= New()).Task; }
    }

    public void Say(Func<string> words)
    {
        TaskCompletionSource? said;
        lock (_gate)
        {
            _latest = new Lazy<string>(words);
            (said, _said) = (_said, null);
            if (_waiting == 0 && ++_unread > MostUnread) _isListening = false;
        }

        said?.TrySetResult();
    }

    /// <summary>Waits for others than <paramref name="known"/>; null when it is over before.</summary>
    public async Task<string?> NextAsync(string known, CancellationToken over)
    {
        Wait();
        string? found = null;
        try
        {
            while (found is null && !over.IsCancellationRequested)
            {
                var (latest, said) = Look();
                if (latest?.Value is { Length: > 0 } text && text != known) found = text;
                else await said.WaitAsync(over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return found;
        }
        finally
        {
            EndWait(found is not null);
        }
    }

    private void Wait()
    {
        TaskCompletionSource? heard;
        lock (_gate)
        {
            (_isListening, _unread) = (true, 0);
            _waiting++;
            (heard, _heard) = (_heard, null);
        }

        heard?.TrySetResult();
    }

    /// <param name="comesBack">Whoever got words is about to ask for the next; who got none may have left.</param>
    private void EndWait(bool comesBack)
    {
        lock (_gate)
        {
            if (--_waiting == 0 && !comesBack) _isListening = false;
        }
    }

    private (Lazy<string>? Latest, Task Said) Look()
    {
        lock (_gate) return (_latest, (_said ??= New()).Task);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
