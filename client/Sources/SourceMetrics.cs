using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaptionCluster.Client.Sources.Fetching;

namespace CaptionCluster.Client.Sources;

/// <summary>What is fetched, in counts and spans. A span names a host, a metric not even that; neither has a path or a query.</summary>
internal sealed class SourceMetrics
{
    private static readonly ActivitySource s_source = new(CaptionTelemetry.ActivitySourceName);

    private readonly Counter<long> _fetches;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;

    public SourceMetrics(IMeterFactory meters, SourceSlots slots)
    {
        var meter = meters.Create(CaptionTelemetry.MeterName);
        _fetches = meter.CreateCounter<long>(MetricTable.SourceFetches);
        _bytes = meter.CreateCounter<long>(MetricTable.SourceSize);
        _duration = meter.CreateHistogram(MetricTable.SourceDuration, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);
        meter.CreateObservableGauge(MetricTable.SourcesActive, () => slots.Taken);
        meter.CreateObservableGauge(MetricTable.SourcesWaiting, () => slots.Waiting);
    }

    /// <param name="host">Of the URL that was given.</param>
    public static Activity? Start(string host) =>
        s_source.StartActivity(SpanTable.Fetch.Name, SpanTable.Fetch.Kind)?.SetTag("server.address", host);

    public void Fresh() => _fetches.Add(1, Outcome("fresh"));

    public void Got(Fetched fetched, TimeSpan taken, Activity? span)
    {
        var outcome = fetched.Picture is null ? "unchanged" : "fetched";
        _fetches.Add(1, Outcome(outcome));
        _bytes.Add(fetched.Picture?.Length ?? 0);
        _duration.Record(taken.TotalSeconds);
        span?.SetTag("caption.source.outcome", outcome);
    }

    public void Failed(Exception error, TimeSpan taken, Activity? span)
    {
        _fetches.Add(1, Outcome(OutcomeOf(error)));
        _duration.Record(taken.TotalSeconds);
        span?.SetTag("caption.source.outcome", OutcomeOf(error))
            .SetStatus(ActivityStatusCode.Error, (error as CaptionClusterException)?.Code);
    }

    private static string OutcomeOf(Exception error) => error switch
    {
        OperationCanceledException => "left",
        OverloadedException => "overloaded",
        CaptionClusterException { Code: "source-url" or "source-not-public" or "source-not-allowed" } => "refused",
        _ => "failed",
    };

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
