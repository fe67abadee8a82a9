using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Telemetry;

/// <summary>What every store says, in its own name.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} are kept in {Place}")]
    public static partial void Opened(this ILogger logger, string kind, string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} is not there yet: captions are served unstored until it is")]
    public static partial void NotThereYet(this ILogger logger, Exception error, string server);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} writes to {Place} failed")]
    public static partial void WritesFailed(this ILogger logger, Exception error, int count, string place);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Server} was emptied. {Loss}")]
    public static partial void Emptied(this ILogger logger, string server, string loss);
}
