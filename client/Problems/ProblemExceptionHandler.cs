using Microsoft.AspNetCore.Diagnostics;

namespace CaptionCluster.Client.Problems;

/// <summary>Answers every exception with its problem.</summary>
internal sealed class ProblemExceptionHandler(ProblemReports problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await ProblemWriter.WriteAsync(httpContext, problems.Of(exception, httpContext));
        return true;
    }
}
