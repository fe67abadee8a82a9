using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Sqlite.Telemetry;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Loss}")]
    public static partial void FilesLost(this ILogger logger, string loss);

    [LoggerMessage(LogLevel.Error, "The {Name} can't be opened again, which is tried every second: {Reason}")]
    public static partial void FilesNotOpened(this ILogger logger, string name, string reason);

    [LoggerMessage(LogLevel.Warning, "{Path} is open again: the {Name} stores what comes from now on")]
    public static partial void FilesOpenedAgain(this ILogger logger, string path, string name);

    [LoggerMessage(LogLevel.Warning, "The write-ahead log of {Path} could not be emptied at close; the next start reads it")]
    public static partial void NotCheckpointed(this ILogger logger, Exception? error, string path);
}
