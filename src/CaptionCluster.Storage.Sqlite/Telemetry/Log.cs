using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Sqlite.Telemetry;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Captions are kept in {Path}")]
    public static partial void Opened(this ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "Jobs are kept in {Path}")]
    public static partial void JobsOpened(this ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} writes to {Path} failed")]
    public static partial void WritesFailed(this ILogger logger, Exception error, int count, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log of {Path} could not be emptied at close; the next start reads it")]
    public static partial void NotCheckpointed(this ILogger logger, Exception? error, string path);
}
