using System.Threading.RateLimiting;

namespace CaptionCluster.Client.Access.Limits;

/// <summary>
/// So many requests a minute: a window that begins with the first request after the last one ended. The framework's own keep time by a
/// clock that no test can turn, and don't tell when a window ends.
/// </summary>
internal sealed class MinuteLimiter(int limit, TimeProvider time) : RateLimiter
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _began;
    private int _used;
    private long _refused;
    private long _granted;

    /// <summary>How long the framework keeps what it has of a key.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
            {
                if (_began is not { } began) return Window;
                var elapsed = time.GetElapsedTime(began) - Window;
                return elapsed > TimeSpan.Zero ? elapsed : null;
            }
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            Turn();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = limit - _used,
                TotalFailedLeases = _refused,
                TotalSuccessfulLeases = _granted,
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            Turn();
            var isGranted = _used + permitCount <= limit;
            if (isGranted)
            {
                _used += permitCount;
                _granted++;
            }
            else
            {
                _refused++;
            }

            _began ??= time.GetTimestamp();
            return new LimitLease(isGranted, new LimitState(limit - _used, Window - time.GetElapsedTime(_began.Value)));
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private void Turn()
    {
        if (_began is not { } began || time.GetElapsedTime(began) < Window) return;
        _began = null;
        _used = 0;
    }
}
