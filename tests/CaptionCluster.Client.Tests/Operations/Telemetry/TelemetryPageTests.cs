using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Client.Tests.Operations.Telemetry;

/// <summary>docs/telemetry.md has every metric and span that is ours. <c>CAPTIONCLUSTER_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class TelemetryPageTests
{
    private const string Head = "## Metrics\n";

    private static readonly string s_path = Path.Combine(Fixtures.Repository, "docs", "telemetry.md");

    [Fact]
    public void Page_IsWhatTheTablesSay()
    {
        var text = File.ReadAllText(s_path);
        var start = text.IndexOf(Head, StringComparison.Ordinal);
        var tables = string.Join('\n',
        [
            Head, "| metric | in Prometheus | kind | unit | meaning | attributes |", "|---|---|---|---|---|---|",
            .. TelemetryRows.Metrics.Select(Line), "", "## Spans", "", "| span | kind | meaning | attributes |", "|---|---|---|---|",
            .. TelemetryRows.Spans.Select(Line),
        ]) + '\n';
        if (Environment.GetEnvironmentVariable("CAPTIONCLUSTER_WRITE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(s_path, text[..start] + tables);
        }

        Assert.Equal(tables, File.ReadAllText(s_path)[start..]);
    }

    private static string Line(MetricRow row) =>
        $"| `{row.Name}` | `{row.PrometheusName()}` | {Kind(row.Kind)} | `{row.Unit}` | {row.Meaning} | {Names(row.Attributes)} |";

    private static string Line(SpanRow row) =>
        $"| `{row.Name}` | {row.Kind.ToString().ToLowerInvariant()} | {row.Meaning} | {Names(row.Attributes)} |";

    private static string Kind(MetricKind kind) =>
        kind == MetricKind.UpDownCounter ? "up-down counter" : kind.ToString().ToLowerInvariant();

    private static string Names(string[] attributes) => string.Join(", ", attributes.Select(name => $"`{name}`"));
}
