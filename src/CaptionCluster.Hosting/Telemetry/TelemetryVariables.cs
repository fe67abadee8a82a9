using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>OpenTelemetry's environment variables: which ones have an effect here, and with which values.</summary>
internal static class TelemetryVariables
{
    private const string Prefix = "OTEL_";

    /// <summary>Of the SDK itself, which knows them all.</summary>
    private const string SdkPrefix = "OTEL_DOTNET_";

    private const string Propagators = "OTEL_PROPAGATORS";

    private static readonly HashSet<string> s_propagators = new(["tracecontext", "baggage"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_heeded = new(
        [
            "OTEL_SDK_DISABLED",
            "OTEL_SERVICE_NAME",
            "OTEL_RESOURCE_ATTRIBUTES",
            "OTEL_LOG_LEVEL",
            Propagators,
            "OTEL_TRACES_SAMPLER",
            "OTEL_TRACES_SAMPLER_ARG",
            "OTEL_METRICS_EXEMPLAR_FILTER",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "OTEL_METRIC_EXPORT_TIMEOUT",
            .. Each(["OTEL_BSP_", "OTEL_BLRP_"], ["SCHEDULE_DELAY", "EXPORT_TIMEOUT", "MAX_QUEUE_SIZE", "MAX_EXPORT_BATCH_SIZE"]),
            .. Each(["OTEL_ATTRIBUTE_", "OTEL_SPAN_ATTRIBUTE_", "OTEL_LOGRECORD_ATTRIBUTE_"], ["VALUE_LENGTH_LIMIT", "COUNT_LIMIT"]),
            "OTEL_SPAN_EVENT_COUNT_LIMIT",
            "OTEL_SPAN_LINK_COUNT_LIMIT",
            "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT",
            "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT",
            .. Each([.. Signal.All.Select(signal => $"OTEL_{signal}_")], ["EXPORTER"]),
            .. Each(
                ["OTEL_EXPORTER_OTLP_", .. Signal.All.Select(signal => $"OTEL_EXPORTER_OTLP_{signal}_")],
                ["ENDPOINT", "HEADERS", "TIMEOUT", "PROTOCOL", "COMPRESSION"]
            ),
            "OTEL_EXPORTER_OTLP_CERTIFICATE",
            "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE",
            "OTEL_EXPORTER_OTLP_CLIENT_KEY",
            "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
            "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>By the end of a variable's name: what it may say.</summary>
    private static readonly (string End, string[] Values)[] s_values =
    [
        ("SDK_DISABLED", ["true", "false"]),
        (
            "TRACES_SAMPLER",
            ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"]
        ),
        ("TRACES_EXPORTER", [SignalExporters.OtlpName, SignalExporters.ConsoleName, SignalExporters.NoneName]),
        ("METRICS_EXPORTER", [SignalExporters.OtlpName, SignalExporters.ConsoleName, "prometheus", SignalExporters.NoneName]),
        ("LOGS_EXPORTER", [SignalExporters.OtlpName, SignalExporters.ConsoleName, SignalExporters.NoneName]),
        ("EXEMPLAR_FILTER", ["always_on", "always_off", "trace_based"]),
        ("_PROTOCOL", ["grpc", "http/protobuf"]),
        ("_COMPRESSION", ["gzip", "none"]),
        ("TEMPORALITY_PREFERENCE", ["cumulative", "delta"]),
        ("HISTOGRAM_AGGREGATION", ["explicit_bucket_histogram", "base2_exponential_bucket_histogram"]),
    ];

    /// <summary>A variable's comma-separated names; an empty variable is one that is not set.</summary>
    public static string[] Names(this IConfiguration configuration, string variable) =>
        configuration[variable]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static bool IsSet(this IConfiguration configuration, string variable) => !string.IsNullOrWhiteSpace(configuration[variable]);

    /// <summary>
    /// A sentence for each that is set and has no effect. What it is set to is not in it: it may be a secret in the wrong place.
    /// </summary>
    public static IEnumerable<string> Unheeded(IConfiguration configuration) =>
        from variable in configuration.GetChildren().Select(child => child.Key.ToUpperInvariant()).Order(StringComparer.Ordinal)
        where variable.StartsWith(Prefix, StringComparison.Ordinal) && !variable.StartsWith(SdkPrefix, StringComparison.Ordinal)
        let names = configuration.Names(variable)
        where names.Length > 0
        let said = Problem(variable, names)
        where said is not null
        select said;

    private static string? Problem(string variable, string[] names)
    {
        if (!s_heeded.Contains(variable))
        {
            return $"{variable} has no effect on this program.";
        }

        if (variable == Propagators && !s_propagators.SetEquals(names))
        {
            return $"{variable} has no effect: always both of {string.Join(", ", s_propagators)} are passed on.";
        }

        var values = Array.Find(s_values, known => variable.EndsWith(known.End, StringComparison.Ordinal)).Values;
        if (values is not null && Array.Exists(names, name => !values.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return $"{variable}: what is none of {string.Join(", ", values)} has no effect.";
        }

        return variable.EndsWith("_ENDPOINT", StringComparison.Ordinal) && !Uri.TryCreate(names[0], UriKind.Absolute, out _)
            ? $"{variable} is no URL and has no effect."
            : null;
    }

    private static IEnumerable<string> Each(string[] starts, string[] ends) => starts.SelectMany(_ => ends, (start, end) => start + end);
}
