namespace CaptionCluster.Client.Batches;

/// <summary>What of a batch is in memory, bounded by number and by bytes. One reader enters; any number of writers leave.</summary>
internal sealed class BatchWindow(int maxItems, long maxBytes)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private int _items;
    private long _bytes;

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
            _items--;
            _bytes -= bytes;
            if (!HasRoom || _room is not { } waiting) return;
            _room = null;
            waiting.TrySetResult();
        }
    }

    private bool HasRoom => _items == 0 || (_items < maxItems && _bytes < maxBytes);
}
