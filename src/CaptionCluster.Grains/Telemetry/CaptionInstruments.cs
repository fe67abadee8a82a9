using System.Diagnostics.Metrics;

namespace CaptionCluster.Grains;

/// <summary>The counters of the grains.</summary>
internal sealed class CaptionInstruments
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _inferences;
    private readonly Counter<double> _saved;
    private readonly UpDownCounter<long> _entries;
    private readonly UpDownCounter<long> _waiting;

    public CaptionInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(CaptionTelemetry.MeterName);
        _requests = meter.CreateCounter<long>("caption.requests", "{request}", "Requests answered, by how the answer came about and how it ended.");
        _inferences = meter.CreateCounter<long>("caption.inference", "{inference}", "Pictures given to a model.");
        _saved = meter.CreateCounter<double>("caption.inference.saved", "s", "Encoding and decoding that hits and coalesced requests did not need.");
        _entries = meter.CreateUpDownCounter<long>("caption.cache.entries", "{caption}", "Captions in the memory of image grains.");
        _waiting = meter.CreateUpDownCounter<long>("caption.requests.waiting", "{request}", "Requests that wait on a flight.");
    }

    public void Answered(CaptionReply reply)
    {
        _requests.Add(1, new("source", SourceName(reply.Source)), new("outcome", "ok"));
        if (reply.Source is CaptionSource.Hit or CaptionSource.Coalesced && reply.Caption is { Timing: var timing })
        {
            _saved.Add(timing.EncodeSeconds + timing.DecodeSeconds);
        }
    }

    public void Failed(Exception error) => _requests.Add(1, new("source", "none"), new("outcome", OutcomeOf(error)));

    public void InferenceStarted() => _inferences.Add(1);

    public void CacheEntries(int change)
    {
        if (change != 0) _entries.Add(change);
    }

    public void Waiting(int change) => _waiting.Add(change);

    public static string OutcomeOf(Exception error) => error switch
    {
        CaptionClusterException typed => typed.Code,
        OperationCanceledException => "cancelled",
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
