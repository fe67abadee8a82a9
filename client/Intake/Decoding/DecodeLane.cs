using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// A share of the threads and the pictures that wait for it, whose priorities take the turns that they take everywhere. Not safe for
/// concurrent use.
/// </summary>
internal sealed class DecodeLane(int threads)
{
    private readonly WeightedQueues<FairQueue> _queues = new(() => new(), queue => queue.IsEmpty);
    private double _runningSeconds;

    public int Running { get; private set; }

    /// <summary>Until all of it is done.</summary>
    public double Seconds => (_runningSeconds + _queues.All.Sum(queue => queue.Seconds)) / threads;

    public bool IsAnyWaiting(CaptionPriority priority) => !_queues[priority].IsEmpty;

    public void Add(DecodeJob job) => _queues[job.Priority].Add(job);

    public void Remove(DecodeJob job) => _queues[job.Priority].Remove(job);

    /// <summary>Null when none waits, or the lane's share of the threads is taken.</summary>
    public DecodeJob? TakeNext()
    {
        if (Running >= threads || _queues.NextTurn()?.TakeNext() is not { } job) return null;
        Running++;
        _runningSeconds += job.Seconds;
        return job;
    }

    public void Done(DecodeJob job)
    {
        Running--;
        _runningSeconds = Running == 0 ? 0 : _runningSeconds - job.Seconds;
    }

    /// <summary>How long a picture that comes now waits for its turn.</summary>
    public double SecondsBefore(DecodeJob job)
    {
        var own = _queues[job.Priority].SecondsBefore(job);
        return (_runningSeconds + own + _queues.Meanwhile(job.Priority, own + job.Seconds, queue => queue.Seconds)) / threads;
    }
}
