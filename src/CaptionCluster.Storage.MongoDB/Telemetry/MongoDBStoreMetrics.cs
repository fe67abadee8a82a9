using System.Diagnostics.Metrics;

namespace CaptionCluster.Storage.MongoDB.Telemetry;

/// <summary>How large the batches of writes are, how long they take, what fails: by the names that every store uses.</summary>
internal sealed class MongoDBStoreMetrics : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _failures;

    public MongoDBStoreMetrics(TimeProvider time)
    {
        _time = time;
        Meter = new Meter(CaptionTelemetry.MeterName);
        _sizes = Meter.CreateHistogram<int>("caption.store.commit.size", "{write}", "Writes that shared one commit.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _durations = Meter.CreateHistogram<double>("caption.store.commit.duration", "s", "Time a group of writes and its commit took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5] });
        _failures = Meter.CreateCounter<long>("caption.store.failures", "{write}", "Writes that failed.");
    }

    public Meter Meter { get; }

    public long Start() => _time.GetTimestamp();

    public void Committed(int size, long started)
    {
        _sizes.Record(size);
        _durations.Record(_time.GetElapsedTime(started).TotalSeconds);
    }

    public void Failed(int writes) => _failures.Add(writes);

    public void Dispose() => Meter.Dispose();
}
