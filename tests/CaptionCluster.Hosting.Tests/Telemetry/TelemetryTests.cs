using System.Diagnostics.Metrics;
using CaptionCluster.Hosting.Tests.Support;
using CaptionCluster.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_CounterOfTheCaptionMeter_IsThereAtOnce()
    {
        var builder = Hosts.CreateWebBuilder();
        builder.AddCaptionTelemetry("tests");
        await using var app = builder.Build();
        app.MapCaptionMetrics();
        await app.StartAsync();
        using var http = app.CreateHttpClient();
        var metrics = new ServerMetrics(http);
        var counter = app
            .Services.GetRequiredService<IMeterFactory>()
            .Create(CaptionTelemetry.MeterName)
            .CreateCounter<long>("caption.tests");

        counter.Add(1, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(2, new KeyValuePair<string, object?>("kind", "b"));
        Assert.Equal(3, await metrics.ReadAsync("caption_tests_total"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "a"));

        Assert.Equal(2, await metrics.ReadAsync("caption_tests_total", "kind=\"a\""));
    }

    [Fact]
    public void Tracing_NoEndpointIsNamed_IsOff()
    {
        var builder = Hosts.CreateWebBuilder();
        builder.AddCaptionTelemetry("tests");
        using var services = builder.Services.BuildServiceProvider();

        Assert.Null(services.GetService<TracerProvider>());
    }

    [Fact]
    public void Tracing_AnEndpointIsNamed_IsOn()
    {
        var builder = Hosts.CreateWebBuilder(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        builder.AddCaptionTelemetry("tests");
        using var services = builder.Services.BuildServiceProvider();

        Assert.NotNull(services.GetService<TracerProvider>());
    }
}
