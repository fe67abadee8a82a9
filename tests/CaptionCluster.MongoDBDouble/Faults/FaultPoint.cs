using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Faults;

public enum FaultTiming
{
    /// <summary>Nothing of the command is done.</summary>
    Before,

    /// <summary>All of the command is done, but its sender is not told.</summary>
    After,
}

/// <summary>What goes wrong with the next commands of a name.</summary>
/// <param name="Command">Its name, as in <c>update</c>.</param>
/// <param name="Reply">What is answered instead; null cuts the connection.</param>
/// <param name="Times">How often.</param>
/// <param name="Skip">How many of them go well before.</param>
public sealed record FaultPoint(string Command, FaultTiming Timing, BsonDocument? Reply = null, int Times = 1, int Skip = 0)
{
    /// <summary>The connection breaks before, or after, the command is done.</summary>
    public static FaultPoint Cut(string command, FaultTiming timing, int times = 1) => new(command, timing, null, times);

    /// <summary>The command is refused with an error.</summary>
    public static FaultPoint Refuse(string command, int code, string name, string message, int times = 1, params string[] labels) =>
        new(command, FaultTiming.Before, Replies.Error(code, name, message, labels), times);

    /// <summary>This member is no longer the primary; what drivers may try again.</summary>
    public static FaultPoint NotPrimary(string command, int times = 1) =>
        Refuse(command, 10107, "NotWritablePrimary", "not primary", times, "RetryableWriteError");

    /// <summary>Done here, but not on a majority.</summary>
    public static FaultPoint WriteConcern(string command) =>
        new(
            command,
            FaultTiming.After,
            new BsonDocument
            {
                { "ok", 1 },
                { "n", 1 },
                {
                    "writeConcernError",
                    new BsonDocument
                    {
                        { "code", 64 },
                        { "codeName", "WriteConcernTimeout" },
                        { "errmsg", "waiting for replication timed out" },
                    }
                },
            }
        );
}
