using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Telemetry;

/// <summary>What every store says, in its own name.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Kind} are kept in {Place}")]
    public static partial void Opened(this ILogger logger, string kind, string place);

    [LoggerMessage(LogLevel.Warning, "{Server} is not there yet: captions are served unstored until it is")]
    public static partial void NotThereYet(this ILogger logger, Exception error, string server);

    [LoggerMessage(LogLevel.Warning, "{Count} writes to {Place} failed")]
    public static partial void WritesFailed(this ILogger logger, Exception error, int count, string place);

    [LoggerMessage(LogLevel.Error, "{Server} was emptied. {Loss}")]
    public static partial void Emptied(this ILogger logger, string server, string loss);
}
