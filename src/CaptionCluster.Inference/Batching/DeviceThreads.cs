using System.Collections.Immutable;

namespace CaptionCluster.Inference.Batching;

/// <summary>
/// The threads that run graphs, as many as the device has slots: runs never take cores from each other, and native code that blocks for
/// tens of milliseconds never holds a thread of the pool. Each thread takes whatever is due, the most urgent first. Why they sleep and are
/// woken as they are: docs/decisions/0011-device-threads.md.
/// </summary>
internal sealed class DeviceThreads : IDisposable
{
    /// <summary>
    /// How long one idle thread looks out for work before it sleeps. A picture's next stage follows its last one within this time, and
    /// waking a thread takes as long. On a single core it would keep from running whoever brings that work.
    /// </summary>
    private static readonly TimeSpan s_lookOut = TimeSpan.FromMilliseconds(Environment.ProcessorCount > 1 ? 0.4 : 0);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Thread[] _threads;

    /// <summary>Who fell asleep last is woken first: its core's caches still hold what it did.</summary>
    private readonly Stack<AutoResetEvent> _asleep = new();

    private ImmutableArray<IDeviceWork> _works = [];
    private int _signals;
    private bool _someoneLooksOut;
    private bool _closed;

    public DeviceThreads(int count, TimeProvider time)
    {
        _time = time;
        _threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Loop) { Name = $"device-{number}", IsBackground = true })];
        foreach (var thread in _threads) thread.Start();
    }

    public int Count => _threads.Length;

    /// <summary>Threads that have nothing to do and wait to be woken.</summary>
    public int Asleep
    {
        get { lock (_gate) return _asleep.Count; }
    }

    public void Add(IDeviceWork work)
    {
        ImmutableInterlocked.Update(ref _works, works => [.. works.Add(work).OrderByDescending(each => each.Urgency)]);
        Signal();
    }

    public void Remove(IDeviceWork work) => ImmutableInterlocked.Update(ref _works, works => works.Remove(work));

    /// <summary>Says that something may be due.</summary>
    public void Signal()
    {
        bool isSeen;
        lock (_gate)
        {
            Volatile.Write(ref _signals, _signals + 1);
            isSeen = _someoneLooksOut;
        }

        if (!isSeen) Wake(1);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Volatile.Write(ref _signals, _signals + 1);
        }

        Wake(_threads.Length);
        foreach (var thread in _threads) thread.Join();
    }

    private void Loop()
    {
        using var bed = new AutoResetEvent(false);
        while (!Volatile.Read(ref _closed))
        {
            var seen = Volatile.Read(ref _signals);
            if (!RunOne()) Idle(seen, bed);
        }
    }

    private bool RunOne()
    {
        foreach (var work in _works)
        {
            if (work.TryRun()) return true;
        }

        return false;
    }

    /// <summary>Until there was a signal after <paramref name="seen"/>.</summary>
    private void Idle(int seen, AutoResetEvent bed)
    {
        bool looksOut;
        lock (_gate)
        {
            if (_signals != seen) return;
            looksOut = !_someoneLooksOut;
            if (looksOut) _someoneLooksOut = true;
            else _asleep.Push(bed);
        }

        if (!looksOut || !SawSignal(seen, bed)) bed.WaitOne();
    }

    /// <summary>Looks out for a signal; when none came in time, this thread is the first to be woken.</summary>
    private bool SawSignal(int seen, AutoResetEvent bed)
    {
        var since = _time.GetTimestamp();
        while (Volatile.Read(ref _signals) == seen && _time.GetElapsedTime(since) < s_lookOut) Thread.SpinWait(20);
        int came;
        lock (_gate)
        {
            _someoneLooksOut = false;
            came = _signals - seen;
            if (came == 0) _asleep.Push(bed);
        }

        // What came meanwhile woke nobody: one is for this thread, the rest are for others.
        Wake(came - 1);
        return came > 0;
    }

    /// <summary>Outside the gate: who is woken may take this core at once, and would find the gate shut.</summary>
    private void Wake(int threads)
    {
        for (; threads > 0 && Next() is { } bed; threads--) bed.Set();
    }

    private AutoResetEvent? Next()
    {
        lock (_gate) return _asleep.TryPop(out var bed) ? bed : null;
    }
}
