using System.Reflection;

namespace CaptionCluster.Testing.Telemetry;

/// <summary>The rows of the product's tables, in their order.</summary>
public static class TelemetryRows
{
    public static IReadOnlyList<MetricRow> Metrics { get; } = Of<MetricRow>(typeof(MetricTable));

    public static IReadOnlyList<SpanRow> Spans { get; } = Of<SpanRow>(typeof(SpanTable));

    /// <summary>The name that Prometheus has for it: units in words, <c>_total</c> after what only grows.</summary>
    public static string PrometheusName(this MetricRow row)
    {
        var unit = row.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return row.Name.Replace('.', '_') + unit + (row.Kind == MetricKind.Counter ? "_total" : "");
    }

    private static T[] Of<T>(Type table) =>
        [.. table.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken)
            .Select(field => field.GetValue(null)).OfType<T>()];
}
