using System.Net;
using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptionCluster.Hosting.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_EveryCheckIsContent_Is200()
    {
        var (ready, _) = await ProbeAsync(HealthCheckResult.Healthy());

        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"ready\"}"), ready);
    }

    [Fact]
    public async Task Ready_SomeChecksAreNot_Is503WithTheirReasonsWhileLiveIs200()
    {
        var (ready, live) = await ProbeAsync(
            HealthCheckResult.Healthy("Fine."),
            HealthCheckResult.Unhealthy("Models are loading."),
            HealthCheckResult.Unhealthy("No silo.")
        );

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "{\"status\":\"not-ready\",\"reason\":\"Models are loading. No silo.\"}"), ready);
        Assert.Equal((HttpStatusCode.OK, "{\"status\":\"live\"}"), live);
    }

    private static async Task<((HttpStatusCode Status, string Body) Ready, (HttpStatusCode Status, string Body) Live)> ProbeAsync(
        params HealthCheckResult[] results
    )
    {
        var builder = Hosts.CreateWebBuilder();
        var checks = builder.Services.AddHealthChecks();
        foreach (var (number, result) in results.Index()) checks.AddCheck($"check {number}", () => result);
        await using var app = builder.Build();
        app.MapCaptionHealth();
        await app.StartAsync();
        using var http = app.CreateHttpClient();
        return (await ReadAsync(http, "/health/ready"), await ReadAsync(http, "/health/live"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
