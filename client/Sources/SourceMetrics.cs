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
        _fetches = meter.CreateCounter<long>(
            "caption.sources.fetches", "{url}",
            "Pictures wanted from URLs, by outcome: fetched, unchanged, fresh (not asked), refused, failed, overloaded, left.");
        _bytes = meter.CreateCounter<long>("caption.sources.size", "By", "Bytes of the pictures that were fetched.");
        _duration = meter.CreateHistogram<double>("caption.sources.duration", "s",
            "From wanting a picture from a URL to having it, the wait for a turn included.");
        meter.CreateObservableGauge("caption.sources.active", () => slots.Taken, "{fetch}", "Fetches under way.");
        meter.CreateObservableGauge("caption.sources.waiting", () => slots.Waiting, "{fetch}", "Fetches that wait for their turn.");
    }

    /// <param name="host">Of the URL that was given.</param>
    public static Activity? Start(string host) =>
        s_source.StartActivity("caption.source", ActivityKind.Client)?.SetTag("server.address", host);

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
