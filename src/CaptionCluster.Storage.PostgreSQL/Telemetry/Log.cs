using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.PostgreSQL.Telemetry;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Loss}")]
    public static partial void TablesLost(this ILogger logger, string loss);
}
