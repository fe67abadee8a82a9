using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Calls;

/// <summary>
/// Lets so many repeats happen as ordinary calls earn, plus a reserve that fills up again over ten seconds: the token bucket of Finagle's
/// retry budgets. Safe for concurrent use.
/// </summary>
internal sealed class RetryBudget(IOptions<CallOptions> options, TimeProvider time, IMeterFactory meters)
{
    private const double SecondsToFill = 10;

    private readonly Counter<long> _repeats = meters
        .Create(CaptionTelemetry.MeterName)
        .CreateCounter<long>(MetricTable.CallsRepeated);
    private readonly Lock _gate = new();
    private readonly CallOptions _options = options.Value;
    private double _tokens = options.Value.RetryReserve;
    private long _filledAt = time.GetTimestamp();

    public void Earn()
    {
        lock (_gate) _tokens = Math.Min(_options.RetryReserve, _tokens + _options.RetriesPerCall);
    }

    /// <exception cref="OverloadedException">It is spent.</exception>
    public void Spend()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var filled = _options.RetryReserve * time.GetElapsedTime(_filledAt, now).TotalSeconds / SecondsToFill;
            (_tokens, _filledAt) = (Math.Min(_options.RetryReserve, _tokens + filled), now);
            if (_tokens < 1) throw new OverloadedException("The cluster loses more calls than may be repeated.", TimeSpan.FromSeconds(1));
            _tokens--;
        }

        _repeats.Add(1);
    }
}
