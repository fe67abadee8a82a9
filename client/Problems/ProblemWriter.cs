using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

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

        if (FormOf(http) is { } form)
        {
            (response.StatusCode, var json) = form.Tell(problem, response.Headers);
            return response.WriteAsJsonAsync(json, CancellationToken.None);
        }

        problem = problem with { TraceId = problem.TraceId ?? Activity.Current?.Id ?? http.TraceIdentifier };

        // Who leaves now is no failure.
        return response.WriteAsJsonAsync(problem, ProblemJson.Default.Problem, "application/problem+json", CancellationToken.None);
    }

    /// <summary>An exception's handler sees no endpoint any more but the one that it is told of.</summary>
    private static ProblemForm? FormOf(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<ProblemForm>();
}
