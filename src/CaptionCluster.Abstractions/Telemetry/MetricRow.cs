namespace CaptionCluster;

public enum MetricKind
{
    Counter,
    UpDownCounter,
    Gauge,
    Histogram,
}

/// <summary>A metric: what its instrument is created from, and what docs/telemetry.md says of it.</summary>
/// <param name="Unit">In UCUM, as OpenTelemetry's semantic conventions have it: <c>s</c>, <c>By</c>, <c>{request}</c>.</param>
/// <param name="Attributes">All that a measurement may have.</param>
public sealed record MetricRow(string Name, MetricKind Kind, string Unit, string Meaning, params string[] Attributes);
