namespace CaptionCluster.Client.Intake;

/// <summary>
/// Pictures that wait for a decoding thread, a line for each priority. The first line goes first, but every so often the turn is the
/// last one's, so that jobs go on however many people ask.
/// </summary>
internal sealed class DecodeLine
{
    /// <summary>One turn in so many begins at the last line.</summary>
    private const int LastLinesTurn = 8;

    private readonly Queue<DecodeJob>[] _lines = [new(), new(), new()]; // By CaptionPriority.
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private int _count;
    private int _turn;

    public int Count => Volatile.Read(ref _count);

    public bool IsAnyWaiting(CaptionPriority priority)
    {
        lock (_gate) return _lines[(int)priority].Count > 0;
    }

    public void Add(DecodeJob job, CaptionPriority priority)
    {
        lock (_gate) _lines[(int)priority].Enqueue(job);
        Interlocked.Increment(ref _count);
        _waiting.Release();
    }

    /// <summary>Waits for a picture; null once the line is closed and empty.</summary>
    public DecodeJob? Take()
    {
        _waiting.Wait();
        lock (_gate)
        {
            var fromTheLast = ++_turn % LastLinesTurn == 0;
            for (var i = 0; i < _lines.Length; i++)
            {
                if (!_lines[fromTheLast ? _lines.Length - 1 - i : i].TryDequeue(out var job)) continue;
                Interlocked.Decrement(ref _count);
                return job;
            }
        }

        _waiting.Release(); // Closed: the next thread finds the line empty too.
        return null;
    }

    public void Close() => _waiting.Release();
}
