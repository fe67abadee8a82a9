using System.Collections.Immutable;

namespace CaptionCluster.Inference.Batching;

/// <summary>
/// The threads that run graphs, as many as the device has slots: runs never take cores from each other, and native code that blocks for
/// tens of milliseconds never holds a thread of the pool. Each thread takes whatever is due, the most urgent first.
/// </summary>
internal sealed class DeviceThreads : IDisposable
{
    /// <summary>
    /// How long one idle thread looks out for work before it sleeps. A picture's next stage follows its last one within this time, and
    /// waking a thread takes as long.
    /// </summary>
    private static readonly TimeSpan LookOut = TimeSpan.FromMilliseconds(0.4);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly Thread[] _threads;
    private ImmutableArray<IDeviceWork> _works = [];
    private int _signals;
    private int _asleep;
    private bool _someoneLooksOut;
    private bool _closed;

    public DeviceThreads(int count, TimeProvider time)
    {
        _time = time;
        _threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Loop) { Name = $"device-{number}", IsBackground = true })];
        foreach (var thread in _threads) thread.Start();
    }

    public int Count => _threads.Length;

    public void Add(IDeviceWork work)
    {
        ImmutableInterlocked.Update(ref _works, works => [.. works.Add(work).OrderByDescending(each => each.Urgency)]);
        Signal();
    }

    public void Remove(IDeviceWork work) => ImmutableInterlocked.Update(ref _works, works => works.Remove(work));

    /// <summary>Says that something may be due.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            Volatile.Write(ref _signals, _signals + 1);
            if (!_someoneLooksOut && _asleep > 0) Monitor.Pulse(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Volatile.Write(ref _signals, _signals + 1);
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
    }

    private void Loop()
    {
        while (!Volatile.Read(ref _closed))
        {
            var seen = Volatile.Read(ref _signals);
            if (!RunOne()) Idle(seen);
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
    private void Idle(int seen)
    {
        lock (_gate)
        {
            if (_signals != seen) return;
            if (_someoneLooksOut)
            {
                Sleep(seen);
                return;
            }

            _someoneLooksOut = true;
        }

        var since = _time.GetTimestamp();
        while (Volatile.Read(ref _signals) == seen && _time.GetElapsedTime(since) < LookOut) Thread.SpinWait(20);
        lock (_gate)
        {
            _someoneLooksOut = false;
            // What came while this thread looked out woke nobody: one is its own, a second is another's.
            if (_signals - seen > 1 && _asleep > 0) Monitor.Pulse(_gate);
            Sleep(seen);
        }
    }

    private void Sleep(int seen)
    {
        _asleep++;
        while (_signals == seen) Monitor.Wait(_gate);
        _asleep--;
    }
}
