using Microsoft.AspNetCore.Diagnostics;

namespace CaptionCluster.Client.Problems;

/// <summary>Answers every exception with its problem. What a client caused is not logged: the metrics count it.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = ProblemMap.From(exception);
        if (problem.Status >= 500 && problem.RetryAfter is null) LogFailed(exception, httpContext.TraceIdentifier, problem.Type);
        await ProblemWriter.WriteAsync(httpContext, problem);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Request {TraceId} failed: {Problem}")]
    private partial void LogFailed(Exception exception, string traceId, string problem);
}
