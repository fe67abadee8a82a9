namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// Pictures of one priority, by size and in order of arrival. The sizes that wait share the time alike, each by what its pictures should
/// take (start-time fair queueing; Goyal, Vin and Cheng, 1996): ten large ones keep no small one waiting, and no flood of small ones
/// starves them. Not safe for concurrent use.
/// </summary>
internal sealed class FairQueue
{
    private readonly LinkedList<DecodeJob>[] _jobs = new LinkedList<DecodeJob>[DecodeSize.Count];
    private readonly double[] _waiting = new double[DecodeSize.Count]; // Seconds.
    private readonly double[] _served = new double[DecodeSize.Count]; // Seconds, on a clock of the queue's own.
    private double _now;

    public FairQueue()
    {
        for (var size = 0; size < _jobs.Length; size++) _jobs[size] = new LinkedList<DecodeJob>();
    }

    public bool IsEmpty => Array.TrueForAll(_jobs, line => line.Count == 0);

    public double Seconds => _waiting.Sum();

    public void Add(DecodeJob job)
    {
        // A size that did not wait saved up no time.
        if (_jobs[job.Size].Count == 0) _served[job.Size] = Math.Max(_served[job.Size], _now);
        job.Node = _jobs[job.Size].AddLast(job);
        _waiting[job.Size] += job.Seconds;
    }

    public DecodeJob? TakeNext()
    {
        var next = -1;
        for (var size = 0; size < _jobs.Length; size++)
        {
            if (_jobs[size].Count > 0 && (next < 0 || _served[size] < _served[next])) next = size;
        }

        if (next < 0) return null;
        var job = _jobs[next].First!.Value;
        Remove(job);
        _now = _served[next];
        _served[next] += job.Seconds;
        return job;
    }

    public void Remove(DecodeJob job)
    {
        var line = _jobs[job.Size];
        line.Remove(job.Node!);
        job.Node = null;
        _waiting[job.Size] = line.Count == 0 ? 0 : _waiting[job.Size] - job.Seconds; // Rounding must not add up.
    }

    /// <summary>What is done before a picture that would come now: all of its own size, and of each other no more than that.</summary>
    public double SecondsBefore(DecodeJob job)
    {
        var own = _waiting[job.Size];
        return own + _waiting.Where((_, size) => size != job.Size).Sum(other => Math.Min(other, own + job.Seconds));
    }
}
