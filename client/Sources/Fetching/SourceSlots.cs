using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Intake.Buffers;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources.Fetching;

/// <summary>
/// The fetches under way: so many in all, to a host and for a caller. Who finds none free waits in line, passed by those that others are
/// not in the way of; the line too is bounded, and each caller's share of it. Safe for concurrent use.
/// </summary>
internal sealed class SourceSlots(IOptions<SourceOptions> options, TimeProvider time)
{
    private const int CallersInLine = 4;

    private readonly SourceOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Tally _hosts = new();
    private readonly Tally _callers = new();
    private readonly Tally _callersInLine = new();
    private readonly LinkedList<Waiter> _line = [];
    private int _taken;

    public int Taken
    {
        get { lock (_lock) return _taken; }
    }

    public int Waiting
    {
        get { lock (_lock) return _line.Count; }
    }

    /// <returns>Disposed of when the fetch is over.</returns>
    /// <exception cref="OverloadedException">The line is full, or did not move in time.</exception>
    public async ValueTask<IDisposable> TakeAsync(string host, Caller caller, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, host, caller.Names);
        lock (_lock)
        {
            if (Fits(waiter))
            {
                Take(waiter);
                return waiter;
            }

            var most = _options.MaxWaiting / CallersInLine;
            if (_line.Count >= _options.MaxWaiting || Array.Exists(caller.Names, name => _callersInLine[name] >= most))
            {
                throw TooMany();
            }

            _line.AddLast(waiter.Node);
            _callersInLine.Add(waiter.Callers, 1);
        }

        await WaitAsync(waiter, cancellationToken);
        return waiter;
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Granted.Task.WaitAsync(_options.MaxWait, time, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
            {
                if (waiter.Node.List is not null) Leave(waiter);
                else Release(waiter);
            }

            if (error is TimeoutException) throw TooMany();
            throw;
        }
    }

    private bool Fits(Waiter waiter) =>
        _taken < _options.MaxConcurrency && _hosts[waiter.Host] < _options.MaxPerHost
        && Array.TrueForAll(waiter.Callers, name => _callers[name] < _options.MaxPerCaller);

    private void Take(Waiter waiter)
    {
        _taken++;
        waiter.IsTaken = true;
        _hosts.Add(waiter.Host, 1);
        _callers.Add(waiter.Callers, 1);
    }

    private void Leave(Waiter waiter)
    {
        _line.Remove(waiter.Node);
        _callersInLine.Add(waiter.Callers, -1);
    }

    private void Release(Waiter waiter)
    {
        if (!waiter.IsTaken) return;
        _taken--;
        waiter.IsTaken = false;
        _hosts.Add(waiter.Host, -1);
        _callers.Add(waiter.Callers, -1);
        for (var node = _line.First; node is not null && _taken < _options.MaxConcurrency;)
        {
            var (next, first) = (node.Next, node.Value);
            if (Fits(first))
            {
                Leave(first);
                Take(first);
                first.Granted.SetResult();
            }

            node = next;
        }
    }

    private static OverloadedException TooMany() =>
        new("Too many pictures are being fetched, in all, from this host or for this caller.", TimeSpan.FromSeconds(1));

    private sealed class Waiter : IDisposable
    {
        private readonly SourceSlots _slots;

        public Waiter(SourceSlots slots, string host, string[] callers)
        {
            (_slots, Host, Callers) = (slots, host, callers);
            Node = new LinkedListNode<Waiter>(this);
        }

        public string Host { get; }

        public string[] Callers { get; }

        public LinkedListNode<Waiter> Node { get; }

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsTaken { get; set; }

        public void Dispose()
        {
            lock (_slots._lock) _slots.Release(this);
        }
    }
}
