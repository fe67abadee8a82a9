namespace CaptionCluster.Inference.Batching;

/// <summary>Seconds of device time an entry, as measured: an exponentially weighted mean over batches.</summary>
internal sealed class WorkRate
{
    private const double Weight = 0.2;

    private double _secondsPerEntry;

    /// <summary>0 until something was measured.</summary>
    public double SecondsPerEntry => Volatile.Read(ref _secondsPerEntry);

    public void Record(double entries, TimeSpan busy)
    {
        if (entries <= 0) return;
        var measured = busy.TotalSeconds / entries;
        var known = SecondsPerEntry;
        Volatile.Write(ref _secondsPerEntry, known == 0 ? measured : known + (Weight * (measured - known)));
    }
}
