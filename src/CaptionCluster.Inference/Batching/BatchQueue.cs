using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Batching;

/// <summary>
/// Collects entries of many callers into batches for a stage's workers. Work-conserving: a free worker starts on what is there,
/// unless arrivals say that a fuller batch is due within max queue delay. Callers who leave are dropped where they wait.
/// </summary>
internal sealed class BatchQueue<TEntry> : IDisposable
    where TEntry : BatchEntry
{
    private readonly Lock _lock = new();
    private readonly LinkedList<BatchEntry> _waiting = new();
    private readonly BatchQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly ArrivalRate _arrivals;
    private readonly WorkRate _rate = new();
    private readonly List<TaskCompletionSource> _idle = [];
    private readonly int _workers;
    private int _running;
    private bool _closed;

    public BatchQueue(BatchQueueOptions options, TimeProvider time, StageMetrics metrics, int workers = 1)
    {
        (_options, _time, _metrics, _arrivals, _workers) = (options, time, metrics, new ArrivalRate(time), workers);
        metrics.ObserveDepth(() => Depth);
    }

    public int MaxBatchSize => _options.MaxBatchSize;

    public int Depth
    {
        get { lock (_lock) return _waiting.Count; }
    }

    /// <summary>Seconds of work waiting or running, for all workers together.</summary>
    public double QueuedSeconds
    {
        get { lock (_lock) return (_waiting.Count + _running) * SecondsPerEntry; }
    }

    private double SecondsPerEntry => _rate.SecondsPerEntry / _workers;

    /// <exception cref="OverloadedException">Max queue depth is reached.</exception>
    /// <exception cref="ModelNotAvailableException">The queue is closed: its model is being unloaded.</exception>
    public void Enqueue(TEntry entry)
    {
        entry.CancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource? wakeUp = null;
        lock (_lock)
        {
            if (_closed) throw new ModelNotAvailableException("The model is being unloaded.");
            if (_waiting.Count >= _options.MaxQueueDepth) throw Overloaded();
            entry.EnqueuedAt = _time.GetTimestamp();
            _arrivals.Record(entry.EnqueuedAt);
            entry.Node = _waiting.AddLast(entry);
            if (_waiting.Count == 1 || _waiting.Count >= _options.MaxBatchSize) wakeUp = LastIdle();
        }

        entry.WatchCaller(Drop);
        wakeUp?.TrySetResult();
    }

    /// <summary>The next batch, waiting for it; null once the queue is closed and empty.</summary>
    public async ValueTask<Batch<TEntry>?> TakeAsync()
    {
        var waited = false;
        TaskCompletionSource? idle = null;
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (idle is not null) _idle.Remove(idle);
                var now = _time.GetTimestamp();
                var age = _waiting.First is { } first ? _time.GetElapsedTime(first.Value.EnqueuedAt, now) : TimeSpan.Zero;
                if (_waiting.Count >= _options.MaxBatchSize) return Release(ReleaseReason.Full, _options.MaxBatchSize);
                if (_closed) return _waiting.Count > 0 ? Release(ReleaseReason.Drain, _options.MaxBatchSize) : null;
                if (_waiting.Count > 0 && (age >= _options.MaxQueueDelay || !_arrivals.ExpectsAnotherWithin(_options.MaxQueueDelay, now)))
                {
                    return Release(waited ? ReleaseReason.Delay : ReleaseReason.Idle, _options.MaxBatchSize);
                }

                // Goes on at once on the thread of whoever enqueues: forming a batch is short, a hop to another thread is not.
                _idle.Add(idle = new TaskCompletionSource());
                waited = _waiting.Count > 0;
                wait = waited
                    ? Task.WhenAny(idle.Task, Task.Delay(_options.MaxQueueDelay - age, _time))
                    : idle.Task;
            }

            await wait.ConfigureAwait(false);
        }
    }

    /// <summary>What waits now, without waiting for more: for a batch that is already running and has room.</summary>
    public Batch<TEntry>? TakeWaiting(int room)
    {
        lock (_lock)
        {
            return _waiting.Count == 0 || room <= 0
                ? null
                : Release(_waiting.Count >= room ? ReleaseReason.Full : ReleaseReason.Idle, room);
        }
    }

    /// <summary>Says that entries taken earlier are done, whichever way.</summary>
    /// <param name="busy">Device time they took together; zero when it measures nothing.</param>
    public void Done(int entries, TimeSpan busy)
    {
        lock (_lock) _running -= entries;
        if (busy > TimeSpan.Zero) _rate.Record(entries, busy);
    }

    /// <summary>Takes no more entries; what waits is still handed out.</summary>
    public void Close()
    {
        TaskCompletionSource[] idle;
        lock (_lock) (_closed, idle) = (true, [.. _idle]);
        foreach (var worker in idle) worker.TrySetResult();
    }

    public void Dispose()
    {
        Close();
        _metrics.Dispose();
    }

    /// <summary>The worker that went idle last: its caches are the warmest.</summary>
    private TaskCompletionSource? LastIdle()
    {
        if (_idle.Count == 0) return null;
        var last = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        return last;
    }

    private Batch<TEntry> Release(ReleaseReason reason, int room)
    {
        var entries = new List<TEntry>(Math.Min(room, _waiting.Count));
        while (entries.Count < room && _waiting.First is { } node)
        {
            _waiting.RemoveFirst();
            var entry = (TEntry)node.Value;
            entry.Node = null;
            entry.QueueDuration = _time.GetElapsedTime(entry.EnqueuedAt);
            entries.Add(entry);
        }

        _running += entries.Count;
        _metrics.Released(entries, reason);
        return new Batch<TEntry>(entries, reason);
    }

    private void Drop(BatchEntry entry)
    {
        lock (_lock)
        {
            if (entry.Node is { } node) _waiting.Remove(node);
            entry.Node = null;
        }

        entry.Cancel();
    }

    private OverloadedException Overloaded()
    {
        var seconds = Math.Clamp(_waiting.Count * SecondsPerEntry, 1, 60);
        return new OverloadedException($"{_waiting.Count} pictures are waiting for the {_metrics.Stage}; no more are taken.", TimeSpan.FromSeconds(Math.Ceiling(seconds)));
    }
}
