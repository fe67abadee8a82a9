namespace CaptionCluster.Inference.Batching;

/// <summary>How fast entries arrive, to tell whether waiting for a fuller batch is worth it.</summary>
internal sealed class ArrivalRate(TimeProvider time)
{
    private const double Weight = 0.25;

    private long _last;
    private double _gapSeconds = double.PositiveInfinity;

    public void Record(long now)
    {
        if (_last != 0)
        {
            var gap = time.GetElapsedTime(_last, now).TotalSeconds;
            _gapSeconds = double.IsPositiveInfinity(_gapSeconds) ? gap : _gapSeconds + (Weight * (gap - _gapSeconds));
        }

        _last = now;
    }

    public bool ExpectsAnotherWithin(TimeSpan delay, long now) =>
        _gapSeconds < delay.TotalSeconds && time.GetElapsedTime(_last, now) < delay;
}
