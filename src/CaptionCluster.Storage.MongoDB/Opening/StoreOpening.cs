using CaptionCluster.MongoDB;
using CaptionCluster.Storage.MongoDB.Telemetry;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.MongoDB;

internal static class StoreOpening
{
    /// <summary>Makes the indexes. A server that is not there is only logged: the cluster serves captions without it, and they are made later.</summary>
    /// <exception cref="StoreUnavailableException">The server refuses: somebody must put that right.</exception>
    public static async Task OpenAsync(
        this ILogger logger, string kind, MongoDBConnection connection, Func<CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        try
        {
            await prepare(cancellationToken);
            logger.Opened(kind, connection.Name);
        }
        catch (StoreUnavailableException error) when (MongoDBFault.IsPassing(error))
        {
            logger.NotThereYet(error, connection.Name);
        }
    }
}
