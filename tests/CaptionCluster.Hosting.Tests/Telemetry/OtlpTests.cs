using CaptionCluster.Hosting.Tests.Support;
using CaptionCluster.Testing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Telemetry;

/// <summary>What a collector gets, by what OpenTelemetry's variables say.</summary>
public sealed class OtlpTests : IDisposable
{
    private const string Default = "captioncluster-tests";
    private const string Everything = "/v1/logs /v1/metrics /v1/traces";

    private readonly OtlpReceiver _collector = new();

    public void Dispose() => _collector.Dispose();

    [Theory]
    [InlineData("", "", Default)]
    [InlineData("OTEL_SERVICE_NAME=shop", "", "shop")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=window,team=cats", "", "window")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=window", "OTEL_SERVICE_NAME=shop", "shop")]
    public async Task ServiceName_OfEverySignal_IsWhatTheEnvironmentSays(string one, string other, string expected)
    {
        Assert.Equal(Everything, await RunAsync(one, other, $"OTEL_EXPORTER_OTLP_ENDPOINT={_collector.Address}"));

        Assert.All(_collector.Requests, request => Assert.Equal(expected, request.Attribute("service.name")));
    }

    [Fact]
    public async Task ResourceAttributes_WinOverOurOwnAndAddToThem()
    {
        await RunAsync(
            $"OTEL_EXPORTER_OTLP_ENDPOINT={_collector.Address}",
            "OTEL_RESOURCE_ATTRIBUTES=service.version=7,service.instance.id=left,team=cats%20and%20dogs"
        );

        Assert.All(
            _collector.Requests,
            request =>
                Assert.Equal(
                    (Default, "7", "left", "cats and dogs"),
                    (
                        request.Attribute("service.name"),
                        request.Attribute("service.version"),
                        request.Attribute("service.instance.id"),
                        request.Attribute("team")
                    )
                )
        );
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "", Everything)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>/under/", "", "/under/v1/logs /under/v1/metrics /under/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=<collector>/mine", "", "/mine")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=<collector>/numbers",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=<collector>/lines",
        "/lines /numbers"
    )]
    [InlineData(
        "OTEL_EXPORTER_OTLP_ENDPOINT=<collector>",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=<collector>/numbers",
        "/numbers /v1/logs /v1/traces"
    )]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_TRACES_EXPORTER=none", "/v1/logs /v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_METRICS_EXPORTER=prometheus", "/v1/logs /v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_METRICS_EXPORTER=prometheus, otlp", Everything)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_LOGS_EXPORTER=none", "/v1/metrics /v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_SDK_DISABLED=true", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=<collector>", "OTEL_TRACES_SAMPLER=always_off", "/v1/logs /v1/metrics")]
    public async Task Exporters_BySignal_GoWhereTheyAreTold(string one, string other, string paths) =>
        Assert.Equal(paths, await RunAsync(one, other));

    [Fact]
    public async Task HeadersAndCompression_OfOneSignal_AreItsOwn()
    {
        await RunAsync(
            $"OTEL_EXPORTER_OTLP_ENDPOINT={_collector.Address}",
            "OTEL_EXPORTER_OTLP_HEADERS=x-token=for%20all",
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS=x-token=for-traces",
            "OTEL_EXPORTER_OTLP_LOGS_COMPRESSION=gzip"
        );

        Assert.All(_collector.Requests, request => Assert.Equal(
            (request.Path == "/v1/traces" ? "for-traces" : "for all", request.Path == "/v1/logs" ? "gzip" : null),
            (request.Token, request.Encoding)));
    }

    [Fact]
    public async Task Protocol_OfOneSignal_IsItsOwn() =>
        Assert.Equal(
            "/v1/metrics",
            await RunAsync(
                $"OTEL_EXPORTER_OTLP_ENDPOINT={_collector.Address}",
                "OTEL_EXPORTER_OTLP_PROTOCOL=grpc",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf",
                "OTEL_EXPORTER_OTLP_TIMEOUT=500"
            )
        );

    [Theory]
    [InlineData("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT=5")]
    [InlineData("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT=5")]
    public async Task AttributeLimit_OfSpans_IsKept(string limit)
    {
        await RunAsync(limit, $"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={_collector.Address}/traces");

        Assert.Equal("/v1/b", (await _collector.FirstAsync("/traces")).Attribute("url.path"));
    }

    [Fact]
    public async Task Metrics_SdkIsDisabled_AreNone()
    {
        await using var app = Build("OTEL_SDK_DISABLED=true");
        await app.StartAsync();
        using var http = app.CreateHttpClient();

        Assert.Equal("", await http.GetStringAsync("/metrics"));
    }

    /// <summary>Starts it, uses it, stops it, which sends what it has.</summary>
    /// <returns>Where the collector was called.</returns>
    private async Task<string> RunAsync(params string[] settings)
    {
        await using var app = Build([
            .. settings
                .Where(setting => setting.Length > 0)
                .Select(setting => setting.Replace("<collector>", _collector.Address, StringComparison.Ordinal)),
        ]);
        await app.StartAsync();
        using var http = app.CreateHttpClient();
        await http.GetAsync("/v1/beyond");
        app.Services.GetRequiredService<ILogger<OtlpTests>>().LogWarning("A line.");
        await app.StopAsync();
        await app.DisposeAsync();
        return string.Join(
            ' ',
            _collector.Requests.Select(request => request.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
    }

    private static WebApplication Build(params string[] settings)
    {
        var builder = Hosts.CreateWebBuilder([
            .. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1])),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", ProtocolOf(settings)),
        ]);
        builder.AddCaptionTelemetry(Default);
        var app = builder.Build();
        app.MapCaptionMetrics();
        app.MapGet("/v1/beyond", () => "");
        return app;
    }

    private static string ProtocolOf(string[] settings) =>
        Array.Find(settings, setting => setting.StartsWith("OTEL_EXPORTER_OTLP_PROTOCOL=", StringComparison.Ordinal)) is { } said
            ? said.Split('=')[1]
            : "http/protobuf";
}
