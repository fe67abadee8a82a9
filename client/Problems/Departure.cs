using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace CaptionCluster.Client.Problems;

/// <summary>Tells a client that went away from a failure of ours.</summary>
internal static class Departure
{
    /// <summary>
    /// A connection that is reset fails the read of the body at once and says that the request is aborted some time later, so what was
    /// thrown counts as much as the token.
    /// </summary>
    public static bool IsBehind(Exception exception, HttpContext http) =>
        http.RequestAborted.IsCancellationRequested || IsOfConnection(exception) || IsOfStream(exception, http);

    private static bool IsOfConnection(Exception exception) =>
        exception
            is ConnectionResetException
                or ConnectionAbortedException
                or OperationCanceledException { InnerException: ConnectionAbortedException };

    /// <summary>
    /// HTTP/2 and 3 have no type for a stream that its client reset. Whoever takes a body touches no file of ours but through a store,
    /// which has its own exceptions.
    /// </summary>
    private static bool IsOfStream(Exception exception, HttpContext http) =>
        exception.GetType() == typeof(IOException)
        && !BrokenFraming.IsOfChunks(exception)
        && http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
}
