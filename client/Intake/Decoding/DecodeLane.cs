namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// A share of the threads and the pictures that wait for it, by priority. The first priority goes first, but every so often the turn is the
/// last one's, so that jobs go on however many people ask. Not safe for concurrent use.
/// </summary>
internal sealed class DecodeLane(int threads)
{
    /// <summary>One turn in so many begins at the last priority.</summary>
    private const int LastOnesTurn = 8;

    private readonly DecodeQueue[] _queues = [new(), new(), new()]; // By CaptionPriority.
    private double _runningSeconds;
    private int _turn;

    public int Running { get; private set; }

    /// <summary>Until all of it is done.</summary>
    public double Seconds => (_runningSeconds + _queues.Sum(queue => queue.Seconds)) / threads;

    public bool IsAnyWaiting(CaptionPriority priority) => !_queues[(int)priority].IsEmpty;

    public void Add(DecodeJob job) => _queues[(int)job.Priority].Add(job);

    public void Remove(DecodeJob job) => _queues[(int)job.Priority].Remove(job);

    /// <summary>Null when none waits, or the lane's share of the threads is taken.</summary>
    public DecodeJob? TakeNext()
    {
        if (Running >= threads) return null;
        var fromTheLast = (_turn + 1) % LastOnesTurn == 0;
        for (var i = 0; i < _queues.Length; i++)
        {
            if (_queues[fromTheLast ? _queues.Length - 1 - i : i].TakeNext() is not { } job) continue;
            _turn++;
            Running++;
            _runningSeconds += job.Seconds;
            return job;
        }

        return null;
    }

    public void Done(DecodeJob job)
    {
        Running--;
        _runningSeconds = Running == 0 ? 0 : _runningSeconds - job.Seconds;
    }

    /// <summary>How long a picture that comes now waits for its turn.</summary>
    public double SecondsBefore(DecodeJob job)
    {
        var before = _runningSeconds + _queues[(int)job.Priority].SecondsBefore(job);
        for (var higher = 0; higher < (int)job.Priority; higher++) before += _queues[higher].Seconds;
        return before / threads;
    }
}
