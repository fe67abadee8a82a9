using System.Diagnostics.Metrics;

namespace CaptionCluster.Storage.Sqlite.Telemetry;

/// <summary>What the writer does, as the meter <c>CaptionCluster.Storage</c>.</summary>
internal sealed class SqliteStoreMetrics : IDisposable
{
    public const string MeterName = "CaptionCluster.Storage";

    private readonly TimeProvider _time;
    private readonly Histogram<int> _sizes;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _failures;

    public SqliteStoreMetrics(TimeProvider time)
    {
        _time = time;
        Meter = new Meter(MeterName);
        _sizes = Meter.CreateHistogram<int>("caption.store.commit.size", "{write}", "Writes that shared one commit.");
        _durations = Meter.CreateHistogram<double>("caption.store.commit.duration", "s", "Time a group of writes and its commit took.");
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
