using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CaptionCluster.Client.Problems;

internal static class ProblemWriter
{
    public static byte[] Json(Problem problem) => JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.Problem);

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(
            problem with
            {
                TraceId = problem.TraceId ?? Activity.Current?.Id ?? http.TraceIdentifier,
            },
            ProblemJson.Default.Problem,
            "application/problem+json",
            CancellationToken.None
        ); // Who leaves now is no failure.
    }
}
