using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>The kinds of telemetry, as variables have them in their names.</summary>
internal static class Signal
{
    public const string Traces = "TRACES";
    public const string Metrics = "METRICS";
    public const string Logs = "LOGS";

    public static readonly string[] All = [Traces, Metrics, Logs];
}

/// <summary>Where one kind of telemetry goes.</summary>
internal readonly record struct SignalExporters(bool Otlp, bool Console)
{
    public const string OtlpName = "otlp";
    public const string ConsoleName = "console";
    public const string NoneName = "none";

    /// <remarks>
    /// The specification's default is OTLP to a collector on this machine. Most have none, and would pay for spans that nobody reads:
    /// without
    /// <c>OTEL_*_EXPORTER</c>, naming an endpoint is asking for OTLP.
    /// </remarks>
    public static SignalExporters Of(IConfiguration configuration, string signal)
    {
        var names = configuration.Names($"OTEL_{signal}_EXPORTER");
        if (names.Length > 0)
        {
            return new(Has(names, OtlpName), Has(names, ConsoleName));
        }

        return new(
            Otlp: configuration.IsSet("OTEL_EXPORTER_OTLP_ENDPOINT") || configuration.IsSet($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"),
            Console: false
        );
    }

    private static bool Has(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
