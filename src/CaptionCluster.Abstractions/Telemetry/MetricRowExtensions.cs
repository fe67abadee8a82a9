using System.Diagnostics.Metrics;

namespace CaptionCluster;

/// <summary>Instruments as the table has them.</summary>
public static class MetricRowExtensions
{
    public static Counter<T> CreateCounter<T>(this Meter meter, MetricRow row)
        where T : struct => meter.CreateCounter<T>(row.Name, row.Unit, row.Meaning);

    public static UpDownCounter<T> CreateUpDownCounter<T>(this Meter meter, MetricRow row)
        where T : struct => meter.CreateUpDownCounter<T>(row.Name, row.Unit, row.Meaning);

    /// <param name="boundaries">Of its buckets; the SDK's, which are for milliseconds, where there are none.</param>
    public static Histogram<T> CreateHistogram<T>(this Meter meter, MetricRow row, params T[] boundaries)
        where T : struct =>
        meter.CreateHistogram(row.Name, row.Unit, row.Meaning,
            advice: boundaries.Length > 0 ? new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries } : null);

    public static void CreateObservableGauge<T>(this Meter meter, MetricRow row, Func<T> observe)
        where T : struct => meter.CreateObservableGauge(row.Name, observe, row.Unit, row.Meaning);

    public static void CreateObservableGauge<T>(this Meter meter, MetricRow row, Func<Measurement<T>> observe)
        where T : struct => meter.CreateObservableGauge(row.Name, observe, row.Unit, row.Meaning);

    public static void CreateObservableGauge<T>(this Meter meter, MetricRow row, Func<IEnumerable<Measurement<T>>> observe)
        where T : struct => meter.CreateObservableGauge(row.Name, observe, row.Unit, row.Meaning);

    public static void CreateObservableCounter<T>(this Meter meter, MetricRow row, Func<Measurement<T>> observe)
        where T : struct => meter.CreateObservableCounter(row.Name, observe, row.Unit, row.Meaning);
}
