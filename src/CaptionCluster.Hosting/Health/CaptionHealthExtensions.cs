using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptionCluster.Hosting;

/// <summary>Probes: live says that the process answers; ready, that every registered check is content.</summary>
public static class CaptionHealthExtensions
{
    public static void MapCaptionHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteLiveAsync }).ShortCircuit();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteReadyAsync }).ShortCircuit();
    }

    private static Task WriteLiveAsync(HttpContext http, HealthReport report) => WriteAsync(http, new HealthAnswer("live", null));

    private static Task WriteReadyAsync(HttpContext http, HealthReport report) => WriteAsync(http, report.Status == HealthStatus.Unhealthy
        ? new HealthAnswer("not-ready", ReasonOf(report))
        : new HealthAnswer("ready", null));

    private static string ReasonOf(HealthReport report) => string.Join(
        ' ', report.Entries.Values.Where(entry => entry.Status == HealthStatus.Unhealthy).Select(entry => entry.Description));

    private static Task WriteAsync(HttpContext http, HealthAnswer answer) =>
        http.Response.WriteAsJsonAsync(answer, HealthJson.Default.HealthAnswer, "application/json", http.RequestAborted);
}
