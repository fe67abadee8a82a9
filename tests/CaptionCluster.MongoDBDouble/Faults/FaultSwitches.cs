namespace CaptionCluster.MongoDBDouble.Faults;

/// <summary>What can be made to go wrong. Safe to turn at any time.</summary>
public sealed class FaultSwitches
{
    private readonly Lock _lock = new();
    private readonly List<FaultPoint> _points = [];
    private TaskCompletionSource? _hang;
    private TaskCompletionSource _caught = Signal();

    /// <summary>How much later every reply comes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Nobody may do anything without a password, and no password is right.</summary>
    public bool RefusesEverybody { get; set; }

    public void Add(FaultPoint point)
    {
        lock (_lock) _points.Add(point);
    }

    /// <summary>Connections stay, answers stay away: a stopped process, or a partition.</summary>
    public void Hang()
    {
        lock (_lock)
        {
            if (_hang is not null) return;
            _hang = Signal();
            _caught = Signal();
        }
    }

    /// <summary>Ends when a command, other than a greeting, has come and hangs.</summary>
    public Task UntilHangingAsync() => _caught.Task;

    public void Resume()
    {
        lock (_lock)
        {
            _hang?.TrySetResult();
            _hang = null;
        }
    }

    internal async Task DelayAsync(string command, CancellationToken cancellationToken)
    {
        Task? hang;
        lock (_lock)
        {
            hang = _hang?.Task;
            if (hang is not null && command is not ("hello" or "isMaster" or "ismaster")) _caught.TrySetResult();
        }

        if (hang is not null) await hang.WaitAsync(cancellationToken);
        if (Latency > TimeSpan.Zero) await Task.Delay(Latency, TimeProvider.System, cancellationToken);
    }

    /// <summary>The fault of this command, used up by one.</summary>
    internal FaultPoint? Take(string command)
    {
        lock (_lock)
        {
            var index = _points.FindIndex(point => point.Command == command);
            if (index < 0) return null;
            var point = _points[index];
            if (point.Skip > 0)
            {
                _points[index] = point with { Skip = point.Skip - 1 };
                return null;
            }

            if (point.Times > 1) _points[index] = point with { Times = point.Times - 1 };
            else _points.RemoveAt(index);
            return point;
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
