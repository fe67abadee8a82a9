using System.Diagnostics.Metrics;

namespace CaptionCluster.Storage.Telemetry;

/// <summary>What a store's writer does: how large its groups are, how long they take, what fails.</summary>
internal sealed class StoreMetrics : IDisposable
{
    private readonly TimeProvider _time;
    private readonly KeyValuePair<string, object?> _store;
    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _failures;

    /// <param name="store">What is kept: a tag of every measurement.</param>
    /// <param name="losses">How often what was stored went away; null where that is not noticed.</param>
    public StoreMetrics(TimeProvider time, string store, Func<long>? losses = null)
    {
        _time = time;
        _store = new("caption.store", store);
        Meter = new Meter(CaptionTelemetry.MeterName);
        _sizes = Meter.CreateHistogram(MetricTable.CommitSize, 1, 2, 4, 8, 16, 32, 64, 128, 256);
        _durations = Meter.CreateHistogram(
            MetricTable.CommitDuration, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5);
        _failures = Meter.CreateCounter<long>(MetricTable.StoreFailures);
        if (losses is null) return;
        Meter.CreateObservableCounter(MetricTable.StoreLosses, () => new Measurement<long>(losses(), _store));
    }

    public Meter Meter { get; }

    public long Start() => _time.GetTimestamp();

    public void Committed(int size, long started)
    {
        _sizes.Record(size, _store);
        _durations.Record(_time.GetElapsedTime(started).TotalSeconds, _store);
    }

    public void Failed(int writes) => _failures.Add(writes, _store);

    public void Dispose() => Meter.Dispose();
}
