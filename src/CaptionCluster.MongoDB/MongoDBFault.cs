using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Servers;

namespace CaptionCluster.MongoDB;

/// <summary>Says in a sentence what the driver's errors mean for whoever runs the cluster.</summary>
public static class MongoDBFault
{
    private const int Unauthorized = 13;
    private const int IllegalOperation = 20;

    public static bool IsFault(Exception error) => error is MongoException or TimeoutException or BsonException or FormatException;

    /// <summary>
    /// True for what may be gone the next time: nobody there, too slow, an election. False for what somebody must put right.
    /// </summary>
    public static bool IsPassing(StoreUnavailableException error) =>
        error.InnerException is { } cause && !Has<MongoAuthenticationException>(cause)
        && cause is TimeoutException or MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException;

    internal static StoreUnavailableException Explain(Exception error, string name, TimeSpan limit, ClusterDescription cluster) =>
        new($"MongoDB at {name} {Describe(error, limit, cluster)}", error);

    private static string Describe(Exception error, TimeSpan limit, ClusterDescription cluster) => error switch
    {
        _ when Has<MongoAuthenticationException>(error) =>
            "refuses to let us in: user name, password or authSource of the connection string are wrong.",
        TimeoutException or MongoConnectionException when cluster.State == ClusterState.Disconnected =>
            $"can't be reached within {Seconds(limit)}: {ReasonOf(cluster)}",
        TimeoutException when !HasPrimary(cluster) =>
            $"has no primary that could be found within {Seconds(limit)}. It goes on by itself when the replica set has elected one.",
        TimeoutException or MongoExecutionTimeoutException => $"did not answer within {Seconds(limit)}.",
        MongoNotPrimaryException or MongoNodeIsRecoveringException => "is electing another primary. It goes on by itself.",
        MongoWriteConcernException or MongoBulkWriteException { WriteConcernError: not null } =>
            $"wrote, but not on a majority of its members: {error.Message}",
        MongoCommandException { Code: Unauthorized } => $"says that this user may not do that: {error.Message}",
        MongoCommandException { Code: IllegalOperation } =>
            "is a stand-alone server. Start it as a replica set (one member is enough: --replSet and rs.initiate()).",
        MongoConnectionException => $"broke the connection: {Innermost(error).Message}",
        BsonException or FormatException => $"holds a document that this program can't read: {error.Message}",
        _ => $"failed: {error.Message}",
    };

    private static bool HasPrimary(ClusterDescription cluster) => cluster.Servers.Any(server =>
        server.Type is ServerType.ReplicaSetPrimary or ServerType.ShardRouter or ServerType.Standalone or ServerType.LoadBalanced);

    private static string ReasonOf(ClusterDescription cluster) =>
        cluster.Servers.Select(server => server.HeartbeatException).FirstOrDefault(error => error is not null) is { } error
            ? Innermost(error).Message
            : "nothing answers there.";

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;

    private static bool Has<T>(Exception error)
        where T : Exception
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is T) return true;
        }

        return false;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
