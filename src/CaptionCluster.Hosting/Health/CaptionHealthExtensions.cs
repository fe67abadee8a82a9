using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaptionCluster.Hosting;

/// <summary>
/// Probes: live says that the process answers; ready, that every registered check is content, or degraded that one has a complaint.
/// </summary>
public static class CaptionHealthExtensions
{
    public static void MapCaptionHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteLiveAsync })
            .ShortCircuit();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteReadyAsync }).ShortCircuit();
    }

    private static Task WriteLiveAsync(HttpContext http, HealthReport report) => WriteAsync(http, new HealthAnswer("live", null));

    private static Task WriteReadyAsync(HttpContext http, HealthReport report) => WriteAsync(http, report.Status switch
    {
        HealthStatus.Healthy => new HealthAnswer("ready", null),
        HealthStatus.Degraded => new HealthAnswer("degraded", ReasonOf(report)),
        _ => new HealthAnswer("not-ready", ReasonOf(report)),
    });

    private static string ReasonOf(HealthReport report) => string.Join(
        ' ', report.Entries.Values.Where(entry => entry.Status == report.Status).Select(entry => entry.Description));

    private static Task WriteAsync(HttpContext http, HealthAnswer answer) =>
        http.Response.WriteAsJsonAsync(answer, HealthJson.Default.HealthAnswer, "application/json", http.RequestAborted);
}
