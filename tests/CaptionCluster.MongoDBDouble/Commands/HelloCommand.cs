using CaptionCluster.MongoDBDouble.Faults;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>
/// Says that this is the primary, and only member, of a replica set of MongoDB 7.0: that much drivers want for retryable writes.
/// </summary>
internal sealed class HelloCommand(string address)
{
    public const string SetName = "double";

    private const int MongoDB70 = 21;

    private static int s_connections;

    public BsonDocument Execute(BsonDocument command) => Replies.Ok(
        new("helloOk", true),
        new(command.GetElement(0).Name == "hello" ? "isWritablePrimary" : "ismaster", true),
        new("secondary", false),
        new("setName", SetName),
        new("setVersion", 1),
        new("hosts", new BsonArray { address }),
        new("primary", address),
        new("me", address),
        new("maxBsonObjectSize", 16 * 1024 * 1024),
        new("maxMessageSizeBytes", 48_000_000),
        new("maxWriteBatchSize", 100_000),
        new("localTime", new BsonDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
        new("logicalSessionTimeoutMinutes", 30),
        new("connectionId", Interlocked.Increment(ref s_connections)),
        new("minWireVersion", 0),
        new("maxWireVersion", MongoDB70),
        new("readOnly", false));
}
