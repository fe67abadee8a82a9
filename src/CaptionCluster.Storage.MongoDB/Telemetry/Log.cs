using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.MongoDB.Telemetry;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A job's step was cut off behind the one that decides; the next sweep takes it up")]
    public static partial void LeftToTheSweep(this ILogger logger, Exception error);
}
