using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting.Tests.Telemetry;

public sealed class TelemetryVariablesTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_PROMETHEUS_PORT", "9464", "OTEL_EXPORTER_PROMETHEUS_PORT has no effect on this program.")]
    [InlineData("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://zipkin:9411", "OTEL_EXPORTER_ZIPKIN_ENDPOINT has no effect on this program.")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE", "ca.pem", "OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE has no effect on this program.")]
    [InlineData("OTEL_SERVICE_NAEM", "secret", "OTEL_SERVICE_NAEM has no effect on this program.")]
    [InlineData("OTEL_PROPAGATORS", "b3", "OTEL_PROPAGATORS has no effect: always both of tracecontext, baggage are passed on.")]
    [InlineData("OTEL_PROPAGATORS", "none", "OTEL_PROPAGATORS has no effect: always both of tracecontext, baggage are passed on.")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin,otlp", "OTEL_TRACES_EXPORTER: what is none of otlp, console, none has no effect.")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/json",
        "OTEL_EXPORTER_OTLP_PROTOCOL: what is none of grpc, http/protobuf has no effect."
    )]
    [InlineData(
        "OTEL_EXPORTER_OTLP_LOGS_COMPRESSION",
        "zstd",
        "OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: what is none of gzip, none has no effect."
    )]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is no URL and has no effect.")]
    public void Unheeded_WhatHasNoEffect_IsSaidWithoutItsValue(string variable, string value, string sentence) =>
        Assert.Equal([sentence], Unheeded((variable, value)));

    [Theory]
    [InlineData("OTEL_SERVICE_NAME", "a, b")]
    [InlineData("OTEL_PROPAGATORS", "baggage,tracecontext")]
    [InlineData("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "")]
    [InlineData("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")]
    [InlineData("OTEL_METRICS_EXPORTER", "OTLP, Prometheus")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://collector/v1/traces")]
    [InlineData("OTEL_BLRP_MAX_QUEUE_SIZE", "10")]
    [InlineData("OTEL_DOTNET_SELF_DIAGNOSTICS_SINKS", "stderr")]
    [InlineData("PATH", "/bin")]
    public void Unheeded_WhatHasAnEffectOrIsNotSet_IsNotSaid(string variable, string value) => Assert.Empty(Unheeded((variable, value)));

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "Authorization Bearer s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "a=b,s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "x-key=s3cret%0Ab")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "not a name=s3cret")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such/s3cret")]
    public void AddCaptionTelemetry_NothingCanBeMadeOfAVariable_IsRefusedByName(string variable, string value)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Hosts.CreateWebBuilder((variable, value)).AddCaptionTelemetry("tests"));

        Assert.StartsWith(variable, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Unheeded(params (string Key, string? Value)[] settings) =>
        TelemetryVariables.Unheeded(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
                .Build()
        );
}
