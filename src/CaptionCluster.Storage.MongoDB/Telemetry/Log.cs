using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.MongoDB.Telemetry;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} are kept in MongoDB at {Name}")]
    public static partial void Opened(this ILogger logger, string kind, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "MongoDB at {Name} is not there yet: captions are served unstored until it is")]
    public static partial void NotThereYet(this ILogger logger, Exception error, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} captions were not written to MongoDB at {Name}")]
    public static partial void PutsFailed(this ILogger logger, Exception error, int count, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A job's step was cut off behind the one that decides; the next sweep takes it up")]
    public static partial void LeftToTheSweep(this ILogger logger, Exception error);
}
