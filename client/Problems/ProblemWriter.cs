using System.Diagnostics;
using System.Globalization;

namespace CaptionCluster.Client.Problems;

internal static class ProblemWriter
{
    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        problem = problem with { TraceId = Activity.Current?.Id ?? http.TraceIdentifier };
        // Who leaves now is no failure.
        return response.WriteAsJsonAsync(problem, ProblemJson.Default.Problem, "application/problem+json", CancellationToken.None);
    }
}
