using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Waiting;

namespace CaptionCluster.Client.Captioning;

/// <summary>What the front counts: requests by source and outcome, work that was saved, what it holds in memory.</summary>
internal sealed class CaptionMetrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<double> _saved;

    public CaptionMetrics(IMeterFactory meters, EdgeCache cache, BufferBudget buffers)
    {
        var meter = meters.Create(CaptionTelemetry.MeterName);
        _requests = meter.CreateCounter<long>(MetricTable.Requests);
        _saved = meter.CreateCounter<double>(MetricTable.Saved);
        meter.CreateObservableGauge(MetricTable.EdgeEntries, () => new Measurement<int>(cache.Count, EdgeTag()));
        meter.CreateObservableGauge(MetricTable.EdgeSize, () => new Measurement<long>(cache.Bytes, EdgeTag()));
        meter.CreateObservableGauge(MetricTable.Buffered, () => buffers.HeldBytes);
    }

    public void Answered(in CaptionOutcome outcome)
    {
        _requests.Add(1, new("source", CaptionAnswer.NameOf(outcome.Source)), new("outcome", "ok"));
        var inference = outcome.Known.Caption.Timing;
        if (outcome.Source != CaptionSource.Computed) _saved.Add(inference.EncodeSeconds + inference.DecodeSeconds);
        if (Activity.Current is { } span) Describe(span, outcome);
    }

    public void Failed(Exception exception, HttpContext http) => Failed(exception, Departure.IsBehind(exception, http));

    public void Failed(Exception exception, bool clientLeft) =>
        _requests.Add(1, new("source", "none"), new("outcome", clientLeft ? "left" : OutcomeOf(exception)));

    /// <summary>Only the last two are ours.</summary>
    private static string OutcomeOf(Exception exception) => ProblemMap.From(exception).Status switch
    {
        408 => "too-slow",
        429 => "overloaded",
        < 500 => "refused",
        _ when exception is WaitOverException => "timed_out",
        503 => "unavailable",
        _ => "failed",
    };

    private static void Describe(Activity span, in CaptionOutcome outcome) => span
        .SetTag("caption.digest", outcome.Known.Digest.ToString())
        .SetTag("caption.source", CaptionAnswer.NameOf(outcome.Source));

    private static KeyValuePair<string, object?> EdgeTag() => new("cache", "edge");
}
