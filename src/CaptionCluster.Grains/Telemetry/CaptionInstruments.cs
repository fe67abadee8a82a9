using System.Diagnostics.Metrics;

namespace CaptionCluster.Grains;

/// <summary>
/// The counters of the grains. Requests are counted where they are answered, at the front: one may ask a grain several times.
/// </summary>
internal sealed class CaptionInstruments
{
    private readonly Meter _meter;
    private readonly Counter<long> _inferences;
    private readonly UpDownCounter<long> _entries;
    private readonly UpDownCounter<long> _waiting;

    public CaptionInstruments(IMeterFactory meters)
    {
        var meter = _meter = meters.Create(CaptionTelemetry.MeterName);
        _inferences = meter.CreateCounter<long>(MetricTable.Inferences);
        _entries = meter.CreateUpDownCounter<long>(MetricTable.GrainEntries);
        _waiting = meter.CreateUpDownCounter<long>(MetricTable.RequestsWaiting);
    }

    public void ObservePendingWrites(Func<int> count) =>
        _meter.CreateObservableGauge(MetricTable.StorePending, count);

    public void InferenceStarted() => _inferences.Add(1);

    public void CacheEntries(int change)
    {
        if (change != 0) _entries.Add(change);
    }

    public void Waiting(int change) => _waiting.Add(change);

    public static string OutcomeOf(Exception error) => error switch
    {
        CaptionClusterException typed => typed.Code,
        _ => "error",
    };

    public static string SourceName(CaptionSource source) => source switch
    {
        CaptionSource.Computed => "computed",
        CaptionSource.Coalesced => "coalesced",
        CaptionSource.Hit => "hit",
        _ => "need-pixels",
    };
}
