using MongoDB.Bson;
using MongoDB.Driver;

namespace CaptionCluster.MongoDBDouble;

/// <summary>
/// What tests run against: the server that <c>TEST_MONGODB_URI</c> names, or the double. Tests say which: see <see cref="Description"/>.
/// </summary>
public sealed class MongoServerUnderTest : IAsyncDisposable
{
    public const string Variable = "TEST_MONGODB_URI";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly MongoServerDouble? _double;

    public MongoServerUnderTest()
    {
        ConnectionString = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (ConnectionString.Length == 0)
        {
            _double = new MongoServerDouble();
            ConnectionString = _double.ConnectionString;
            Description = "the wire-protocol double in this process (set TEST_MONGODB_URI for a server)";
        }
        else
        {
            Description = $"the server at {string.Join(',', MongoUrl.Create(ConnectionString).Servers)} ({Variable})";
            RequireServer();
        }
    }

    public string ConnectionString { get; }

    public string Description { get; }

    /// <summary>A name that no other test uses. Drop it afterwards: <see cref="DropAsync"/>.</summary>
    public static string NewDatabase() => $"captioncluster_test_{Guid.NewGuid():N}";

    public async Task DropAsync(string database)
    {
        using var client = new MongoClient(ConnectionString);
        await client.DropDatabaseAsync(database);
    }

    public ValueTask DisposeAsync() => _double?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Whoever names a server wants it tested: its absence is a failure, not a reason for the double.</summary>
    private void RequireServer()
    {
        var settings = MongoClientSettings.FromConnectionString(ConnectionString);
        settings.ServerSelectionTimeout = s_patience;
        using var client = new MongoClient(settings);
        try
        {
            client.GetDatabase("admin").RunCommand<BsonDocument>(new BsonDocument("ping", 1));
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            throw new InvalidOperationException($"{Variable} is set, but {Description} can't be used: {error.Message}", error);
        }
    }
}
