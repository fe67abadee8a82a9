using System.Diagnostics;

namespace CaptionCluster.Client.Problems;

/// <summary>
/// Makes an exception the problem that its request is answered with. What a client caused is not logged: the metrics count it.
/// </summary>
internal sealed partial class ProblemReports(ILogger<ProblemReports> logger)
{
    public Problem Of(Exception exception, HttpContext http)
    {
        var problem = ProblemMap.From(exception);
        if (problem.Status >= 500 && problem.RetryAfter is null) LogFailed(exception, http.TraceIdentifier, problem.Type);
        return problem with { TraceId = Activity.Current?.Id ?? http.TraceIdentifier };
    }

    [LoggerMessage(LogLevel.Error, "Request {TraceId} failed: {Problem}")]
    private partial void LogFailed(Exception exception, string traceId, string problem);
}
