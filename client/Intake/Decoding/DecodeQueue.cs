using System.Globalization;

namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// Pictures that wait for a decoding thread, in two lanes: huge ones take half of the threads at most, so that one is always free, or soon
/// will be, for those that take a moment; and one that huge ones wait for is never taken from them. What waits is counted in seconds.
/// </summary>
internal sealed class DecodeQueue
{
    /// <summary>Of a request's time; the rest is for the model, and for estimates that were too low.</summary>
    private const double ShareOfPatience = 0.75;

    private const double LongestRetry = 60;

    private readonly object _gate = new(); // Waited on.
    private readonly TimeProvider _time;
    private readonly DecodeLane _small;
    private readonly DecodeLane _huge;
    private readonly int _maxDepth;
    private bool _closed;

    /// <param name="threads">That decode at the same time while nothing is huge.</param>
    /// <param name="maxDepth">Pictures that may wait.</param>
    public DecodeQueue(int threads, int maxDepth, TimeProvider time)
    {
        (_small, _huge) = (new DecodeLane(threads), new DecodeLane(Math.Max(1, threads / 2)));
        (_maxDepth, _time) = (maxDepth, time);
    }

    public int Count { get; private set; }

    /// <summary>With one thread there is a second, which only huge ones use.</summary>
    public static int ThreadsFor(int threads) => Math.Max(2, threads);

    /// <summary>Whether a picture would wait behind others of its kind.</summary>
    public bool IsAnyBefore(DecodeJob job)
    {
        lock (_gate) return LaneOf(job).IsAnyWaiting(job.Priority);
    }

    /// <summary>Refuses it when it can't be done in time, or too many wait.</summary>
    public void Add(DecodeJob job)
    {
        job.WatchCaller(Drop);
        lock (_gate)
        {
            var lane = LaneOf(job);
            var before = lane.SecondsBefore(job);
            var allowed = job.Patience.TotalSeconds * ShareOfPatience;

            // On an idle machine every picture is tried: nobody could do it sooner.
            if (Count >= _maxDepth || (before > 0 && before + job.Seconds > allowed))
            {
                job.Refuse(Overloaded(before, before + job.Seconds - allowed));
                return;
            }

            if (before > 0) job.LatestStart = LatestStart(allowed - job.Seconds);
            lane.Add(job);
            Count++;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for a picture; null once the queue is closed and empty. Each that is taken is <see cref="Done"/> some time.</summary>
    public DecodeJob? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (TakeNext() is { } job)
                {
                    Count--;
                    if (_time.GetTimestamp() < job.LatestStart)
                    {
                        if (Count > 0) Monitor.Pulse(_gate); // Another may find room in the other lane.
                        return job;
                    }

                    var lane = LaneOf(job);
                    lane.Done(job);
                    job.Refuse(Overloaded(lane.Seconds, lane.Seconds));
                }
                else if (_closed && Count == 0)
                {
                    return null;
                }
                else
                {
                    Monitor.Wait(_gate);
                }
            }
        }
    }

    public void Done(DecodeJob job)
    {
        lock (_gate)
        {
            LaneOf(job).Done(job);
            Monitor.Pulse(_gate);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private DecodeJob? TakeNext() =>
        _huge.Running == 0 ? _huge.TakeNext() ?? _small.TakeNext() : _small.TakeNext() ?? _huge.TakeNext();

    private DecodeLane LaneOf(DecodeJob job) => job.IsHuge ? _huge : _small;

    private void Drop(DecodeJob job)
    {
        lock (_gate)
        {
            if (job.Node is null) return; // Not added yet, or taken: whoever runs it looks.
            LaneOf(job).Remove(job);
            Count--;
            if (_closed) Monitor.PulseAll(_gate);
        }

        job.Cancel();
    }

    private long LatestStart(double seconds) =>
        seconds >= long.MaxValue / _time.TimestampFrequency / 2
            ? long.MaxValue
            : _time.GetTimestamp() + (long)(seconds * _time.TimestampFrequency);

    private static OverloadedException Overloaded(double waiting, double tooLong) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Pictures that take {waiting:0.0} seconds to decode are before this one, which is too much to be done in time."
            ),
            TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(tooLong), 1, LongestRetry))
        );
}
