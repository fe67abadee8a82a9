using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting;

/// <summary>OpenTelemetry: Prometheus always, OTLP when an endpoint is named; spans are made only when they go somewhere.</summary>
public static class CaptionTelemetryExtensions
{
    public static IHostApplicationBuilder AddCaptionTelemetry(this IHostApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("captioncluster", serviceVersion: typeof(CaptionTelemetryExtensions).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics
                .AddMeter(CaptionTelemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0)); // A counter read after an answer counts it.

        if (!builder.Configuration.MakesSpans()) return builder;
        telemetry.WithTracing(tracing => tracing
            .AddSource(CaptionTelemetry.ActivitySourceName, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
            .AddAspNetCoreInstrumentation(http =>
            {
                http.Filter = context => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);
                http.EnrichWithHttpResponse = (span, _) => span.SetTag("user_agent.original", null);
            }));
        telemetry.UseOtlpExporter();
        return builder;
    }

    /// <summary>Somebody collects them.</summary>
    internal static bool MakesSpans(this IConfiguration configuration) => !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    /// <summary><c>/metrics</c> for Prometheus.</summary>
    public static IEndpointConventionBuilder MapCaptionMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
