namespace CaptionCluster.Inference.Batching;

/// <summary>
/// Collects entries of many callers into batches for a stage's workers. Work-conserving: a free worker starts on what is there,
/// unless arrivals say that a fuller batch is due within max queue delay. Callers who leave are dropped where they wait.
/// </summary>
internal sealed class BatchQueue<TEntry> : IDisposable
    where TEntry : BatchEntry
{
    private readonly Lock _lock = new();
    private readonly WaitingEntries _waiting = new();
    private readonly BatchQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly ArrivalRate _arrivals;
    private readonly WorkRate _rate = new();
    private readonly int _workers;
    private readonly Action _due;
    private readonly ITimer _delay;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _held;
    private int _running;
    private bool _closed;

    /// <param name="workers">Batches that may run at the same time.</param>
    /// <param name="due">Called when a batch may have become due.</param>
    public BatchQueue(BatchQueueOptions options, TimeProvider time, StageMetrics metrics, int workers, Action due)
    {
        (_options, _time, _metrics, _arrivals, _workers, _due) = (options, time, metrics, new ArrivalRate(time), workers, due);
        _delay = time.CreateTimer(static state => ((Action)state!)(), due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

    /// <exception cref="OverloadedException">Max queue depth is reached, or what waits takes longer than the caller will.</exception>
    /// <exception cref="ModelNotAvailableException">The queue is closed: its model is being unloaded.</exception>
    public void Enqueue(TEntry entry)
    {
        entry.CancellationToken.ThrowIfCancellationRequested();
        entry.Arrive();
        bool isDue;
        lock (_lock)
        {
            if (_closed) throw new ModelNotAvailableException("The model is being unloaded.");
            if (_waiting.Count >= _options.MaxQueueDepth || QueuedSeconds > entry.Urgency.Patience?.TotalSeconds) throw Overloaded();
            entry.EnqueuedAt = _time.GetTimestamp();
            _arrivals.Record(entry.EnqueuedAt);
            _waiting.Add(entry);
            isDue = !_held || _waiting.Count >= _options.MaxBatchSize;
        }

        entry.WatchCaller(Drop);
        if (isDue) _due();
    }

    /// <summary>The next batch if one is due: full, or not worth waiting for more.</summary>
    public Batch<TEntry>? TryTake()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0) return null;
            if (_waiting.Count >= _options.MaxBatchSize) return Release(ReleaseReason.Full, _options.MaxBatchSize);
            if (_closed) return Release(ReleaseReason.Drain, _options.MaxBatchSize);
            var now = _time.GetTimestamp();
            var left = _options.MaxQueueDelay - _time.GetElapsedTime(_waiting.OldestEnqueuedAt, now);
            if (left <= TimeSpan.Zero || !_arrivals.ExpectsAnotherWithin(_options.MaxQueueDelay, now))
            {
                return Release(_held ? ReleaseReason.Delay : ReleaseReason.Idle, _options.MaxBatchSize);
            }

            // A timer counts whole milliseconds and may be a little early: whoever comes too soon sets it again.
            _delay.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            _held = true;
            return null;
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
        if (busy > TimeSpan.Zero) _rate.Record(entries, busy);
        lock (_lock)
        {
            _running -= entries;
            CheckDrained();
        }
    }

    /// <summary>Takes no more entries; what waits is still handed out.</summary>
    /// <returns>Ends when the last entry is done.</returns>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _closed = true;
            CheckDrained();
        }

        _due();
        return _drained.Task;
    }

    public void Dispose()
    {
        _delay.Dispose();
        _metrics.Dispose();
    }

    private void CheckDrained()
    {
        if (_closed && _running == 0 && _waiting.Count == 0) _drained.TrySetResult();
    }

    private Batch<TEntry> Release(ReleaseReason reason, int room)
    {
        var entries = new List<TEntry>(Math.Min(room, _waiting.Count));
        while (entries.Count < room && _waiting.Count > 0)
        {
            var entry = (TEntry)_waiting.TakeNext();
            entry.QueueDuration = _time.GetElapsedTime(entry.EnqueuedAt);
            entries.Add(entry);
        }

        _held = false;
        _running += entries.Count;
        _metrics.Released(entries, reason);
        return new Batch<TEntry>(entries, reason);
    }

    private void Drop(BatchEntry entry)
    {
        lock (_lock)
        {
            _waiting.Remove(entry);
            _held &= _waiting.Count > 0;
            CheckDrained();
        }

        entry.Cancel();
    }

    private OverloadedException Overloaded()
    {
        var seconds = Math.Clamp(_waiting.Count * SecondsPerEntry, 1, 60);
        return new OverloadedException(
            $"{_waiting.Count} pictures are waiting for the {_metrics.Stage}; no more are taken.",
            TimeSpan.FromSeconds(Math.Ceiling(seconds))
        );
    }
}
