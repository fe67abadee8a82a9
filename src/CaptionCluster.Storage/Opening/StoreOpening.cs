using CaptionCluster.Storage.Telemetry;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Opening;

internal static class StoreOpening
{
    /// <summary>
    /// Prepares what a store needs on its server. One that is not there is only logged: captions are served without it, and it is
    /// prepared before the first write.
    /// </summary>
    /// <param name="kind">What is kept.</param>
    /// <param name="server">Fit for logs.</param>
    /// <param name="isPassing">Whether it may be gone the next time.</param>
    /// <exception cref="StoreUnavailableException">The server refuses: somebody must put that right.</exception>
    public static async Task OpenAsync(
        this ILogger logger,
        string kind,
        string server,
        Func<CancellationToken, Task> prepare,
        Func<StoreUnavailableException, bool> isPassing,
        CancellationToken cancellationToken)
    {
        try
        {
            await prepare(cancellationToken);
            logger.Opened(kind, server);
        }
        catch (StoreUnavailableException error) when (isPassing(error))
        {
            logger.NotThereYet(error, server);
        }
    }
}
