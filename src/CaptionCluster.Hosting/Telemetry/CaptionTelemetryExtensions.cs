using CaptionCluster.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting;

/// <summary>
/// OpenTelemetry, as its specification's environment variables say: Prometheus always, OTLP when an endpoint is named; spans are made only
/// when they go somewhere.
/// </summary>
public static class CaptionTelemetryExtensions
{
    /// <param name="serviceName">Where the environment gives no name.</param>
    /// <exception cref="StartRefusedException">A variable that exporters could not be made from.</exception>
    public static IHostApplicationBuilder AddCaptionTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        OtlpSettings.Check(builder.Configuration);
        builder.Services.AddHostedService<TelemetryNotice>();
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Logging.Configure(log => log.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService(serviceName, serviceVersion: typeof(CaptionTelemetryExtensions).Assembly.GetName().Version?.ToString())
                    .AddEnvironmentVariableDetector()
            ) // Last, so that what the environment says counts.
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(
                        CaptionTelemetry.MeterName,
                        "Microsoft.AspNetCore.Hosting",
                        "Microsoft.AspNetCore.Server.Kestrel",
                        "Microsoft.Orleans"
                    )
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0)
            ); // A counter read after an answer counts it.
        if (!builder.Configuration.IsSet("OTEL_METRICS_EXEMPLAR_FILTER"))
        {
            telemetry.WithMetrics(metrics => metrics.SetExemplarFilter(ExemplarFilterType.TraceBased));
        }

        if (builder.Configuration.MakesSpans())
        {
            telemetry.WithTracing(tracing => tracing.AddSources());
        }

        telemetry.AddExporters(builder.Configuration);
        if (builder.Configuration.MakesSpans())
        {
            telemetry.WithTracing(tracing => tracing.AddSampling(builder.Configuration)); // Last: what it marks is not exported twice.
        }

        return builder;
    }

    /// <summary>Somebody collects them.</summary>
    internal static bool MakesSpans(this IConfiguration configuration) =>
        !IsDisabled(configuration) && SignalExporters.Of(configuration, Signal.Traces) != default;

    /// <summary>Somebody collects them, or this process keeps them itself.</summary>
    internal static bool PassesTracesOn(this IConfiguration configuration) => configuration.MakesSpans() || configuration.KeepsTraces();

    /// <summary><c>/metrics</c> for Prometheus.</summary>
    public static IEndpointConventionBuilder MapCaptionMetrics(this IEndpointRouteBuilder app) =>
        app.MapPrometheusScrapingEndpoint("/metrics");

    private static bool IsDisabled(IConfiguration configuration) =>
        bool.TryParse(configuration["OTEL_SDK_DISABLED"], out var isDisabled) && isDisabled;

    private static TracerProviderBuilder AddSources(this TracerProviderBuilder tracing) => tracing
        .AddSource(CaptionTelemetry.ActivitySourceName, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
        .AddAspNetCoreInstrumentation(http =>
        {
            http.Filter = context => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);
            http.EnrichWithHttpResponse = (span, _) => span.SetTag("user_agent.original", null);
        });

    private static void AddExporters(this IOpenTelemetryBuilder telemetry, IConfiguration configuration)
    {
        var (traces, metrics, logs) = (
            SignalExporters.Of(configuration, Signal.Traces),
            SignalExporters.Of(configuration, Signal.Metrics),
            SignalExporters.Of(configuration, Signal.Logs)
        );
        if (traces.Otlp)
        {
            telemetry.WithTracing(to => to.AddOtlpExporter(OtlpSettings.Of(configuration, Signal.Traces)));
        }

        if (metrics.Otlp)
        {
            telemetry.WithMetrics(to => to.AddOtlpExporter(OtlpSettings.Of(configuration, Signal.Metrics)));
        }

        if (logs.Otlp)
        {
            telemetry.WithLogging(to => to.AddOtlpExporter(OtlpSettings.Of(configuration, Signal.Logs)));
        }

        if (traces.Console)
        {
            telemetry.WithTracing(to => to.AddConsoleExporter());
        }

        if (metrics.Console)
        {
            telemetry.WithMetrics(to => to.AddConsoleExporter());
        }

        if (logs.Console)
        {
            telemetry.WithLogging(to => to.AddConsoleExporter());
        }
    }
}
