using System.Net.Http.Headers;
using CaptionCluster.Hosting.Tests.Support;
using CaptionCluster.Testing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Telemetry;

/// <summary>From a figure or a line of the log to the trace it belongs to.</summary>
public sealed class CorrelationTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly OtlpReceiver _collector = new();

    public void Dispose() => _collector.Dispose();

    [Theory]
    [InlineData("01", "", true)]
    [InlineData("00", "", false)]
    [InlineData("01", "always_off", false)]
    public async Task Histogram_OfARequest_HasItsTraceAsExemplar(string flags, string filter, bool hasOne)
    {
        await using var app = await StartAsync(("OTEL_METRICS_EXEMPLAR_FILTER", filter));
        using var http = app.CreateHttpClient();
        await AskAsync(http, flags);
        http.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text; version=1.0.0"));

        var metrics = await http.GetStringAsync("/metrics");

        Assert.Contains("http_server_request_duration_seconds_bucket", metrics, StringComparison.Ordinal);
        Assert.Equal(hasOne, metrics.Contains(Trace, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LogLine_OfARequest_HasItsTraceOverOtlp()
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();
        await AskAsync(http, "01");
        await app.StopAsync();

        await app.DisposeAsync(); // sends what it has
        var logs = _collector.Requests.Where(request => request.Path == "/v1/logs");

        Assert.Contains(logs, request => request.Body.AsSpan().IndexOf(Convert.FromHexString(Trace)) >= 0);
    }

    [Fact]
    public async Task LogLine_OfARequest_HasItsTraceInTheScopesThatTheConsoleWrites()
    {
        var scopes = new ScopeBook();
        await using var app = await StartAsync(builder => builder.Logging.AddProvider(scopes));
        using var http = app.CreateHttpClient();
        await AskAsync(http, "01");

        Assert.Contains(scopes.OfLine("A line."), scope => scope.Contains($"TraceId:{Trace}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("silo")]
    public void Console_OfAProgram_WritesScopes(string program)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(Fixtures.Repository, program, "appsettings.json")).Build();

        Assert.Equal("True", settings["Logging:Console:FormatterOptions:IncludeScopes"]);
    }

    private static Task AskAsync(HttpClient http, string flags)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/line");
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-{flags}");
        return http.SendAsync(request);
    }

    private Task<WebApplication> StartAsync(params (string, string)[] settings) => StartAsync(_ => { }, settings);

    private async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> configure, params (string, string)[] settings)
    {
        var builder = Hosts.CreateWebBuilder([
            ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), .. settings,
        ]);
        builder.AddCaptionTelemetry("captioncluster-tests");
        configure(builder);
        var app = builder.Build();
        app.MapCaptionMetrics();
        app.MapGet("/v1/line", (ILogger<CorrelationTests> logger) => logger.LogWarning("A line."));
        await app.StartAsync();
        return app;
    }
}
