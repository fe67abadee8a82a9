namespace CaptionCluster.Client.Captions;

/// <summary>What of a batch is in memory, bounded by number and by bytes. One reader enters; any number of writers leave.</summary>
internal sealed class BatchWindow(int maxItems, long maxBytes, TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private int _items;
    private long _bytes;
    private long _emptySince = time.GetTimestamp();

    /// <summary>Since when every answer is out, a timestamp; null while one is not.</summary>
    public long? EmptySince
    {
        get { lock (_gate) return _items == 0 ? _emptySince : null; }
    }

    /// <summary>Waits until the next picture may be read.</summary>
    public Task RoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (HasRoom) return Task.CompletedTask;
            _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    public void Enter(int bytes)
    {
        lock (_gate)
        {
            _items++;
            _bytes += bytes;
        }
    }

    public void Leave(int bytes)
    {
        lock (_gate)
        {
            if (--_items == 0) _emptySince = time.GetTimestamp();
            _bytes -= bytes;
            if (!HasRoom || _room is not { } waiting) return;
            _room = null;
            waiting.TrySetResult();
        }
    }

    private bool HasRoom => _items == 0 || (_items < maxItems && _bytes < maxBytes);
}
