using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CaptionCluster.Client.Observatory;

/// <summary>Says on a request's span which call it was and how it ended: what is not said so is not kept among the traces.</summary>
internal static class TracedRequests
{
    public static void UseTracedRequests(this WebApplication app)
    {
        if (app.Services.GetService<ITraceBook>() is null) return;
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Features.Get<IHttpActivityFeature>()?.Activity is { } span) Describe(span, http);
        });
    }

    /// <summary>Work that was asked for. Whoever looks at the cluster, at models or at a job's progress asked for none.</summary>
    private static bool IsWork(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) || http.Request.Path.StartsWithSegments("/v1/captions", StringComparison.OrdinalIgnoreCase);

    private static void Describe(Activity span, HttpContext http)
    {
        if (!IsWork(http)) return;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        span.SetTag("http.route", route)
            .SetTag("http.request.method", http.Request.Method)
            .SetTag("http.response.status_code", http.Response.StatusCode);
        span.DisplayName = $"{http.Request.Method} {route}";
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
    }
}
