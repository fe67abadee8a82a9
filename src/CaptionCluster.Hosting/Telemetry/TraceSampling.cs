using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting;

/// <summary>Which spans leave the process. Where <c>OTEL_TRACES_SAMPLER</c> is set, it alone decides that.</summary>
internal static class TraceSampling
{
    public static TracerProviderBuilder AddSampling(this TracerProviderBuilder tracing, IConfiguration configuration)
    {
        if (configuration.IsSet("OTEL_TRACES_SAMPLER")) return tracing;
        tracing.SetSampler(services => new TraceSampler(Settings(services).SampleRatio));
        return SignalExporters.Of(configuration, Signal.Traces) == default
            ? tracing
            : tracing.AddProcessor(services => Apart(new KeptTraces(Exports(services, configuration), Settings(services).SlowAfter)));
    }

    /// <summary>The SDK adds the next processors to a composite one, whose own these are not.</summary>
    private static CompositeProcessor<Activity> Apart(KeptTraces kept) => new([kept]);

    private static TelemetryOptions Settings(IServiceProvider services) => services.GetRequiredService<IOptions<TelemetryOptions>>().Value;

    /// <summary>Exporters like those of the spans that are chosen: those take no span that is not.</summary>
    private static IEnumerable<BaseProcessor<Activity>> Exports(IServiceProvider services, IConfiguration configuration)
    {
        var exporters = SignalExporters.Of(configuration, Signal.Traces);
        if (exporters.Otlp) yield return Otlp(services, configuration);
        if (exporters.Console) yield return new SimpleActivityExportProcessor(new ConsoleActivityExporter(new ConsoleExporterOptions()));
    }

    private static BatchActivityExportProcessor Otlp(IServiceProvider services, IConfiguration configuration)
    {
        var options = services.GetRequiredService<IOptionsFactory<OtlpExporterOptions>>().Create(Options.DefaultName);
        OtlpSettings.Of(configuration, Signal.Traces)(options);
        var batch = options.BatchExportProcessorOptions;
        return new BatchActivityExportProcessor(
            new OtlpTraceExporter(options),
            batch.MaxQueueSize,
            batch.ScheduledDelayMilliseconds,
            batch.ExporterTimeoutMilliseconds,
            batch.MaxExportBatchSize
        );
    }
}
