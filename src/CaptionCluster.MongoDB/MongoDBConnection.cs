using MongoDB.Driver;

namespace CaptionCluster.MongoDB;

/// <summary>
/// A client whose writes wait for a majority and are retried by the driver, whose reads see what a majority has, whose operations end in
/// time, and whose failures are sentences. Clients of equal options share their sockets (the driver sees to that).
/// </summary>
public sealed class MongoDBConnection : IDisposable
{
    private readonly MongoClient _client;
    private readonly MongoDBConnectionOptions _options;
    private readonly IMongoDatabase _database;
    private readonly TimeProvider _time;

    public MongoDBConnection(MongoDBConnectionOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        settings.ApplicationName ??= "CaptionCluster";
        settings.RetryWrites = true;
        settings.RetryReads = true;
        settings.WriteConcern = WriteConcern.WMajority;
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.ServerSelectionTimeout = options.OperationTimeout;
        _client = new MongoClient(settings);
        _database = _client.GetDatabase(options.Database);
        Name = $"{string.Join(',', settings.Servers)}/{options.Database}";
    }

    /// <summary>Servers and database, fit for logs: no password.</summary>
    public string Name { get; }

    /// <summary>The same, as sentences call it.</summary>
    public string Server => $"MongoDB at {Name}";

    /// <summary>Runs an operation, its retries included, within <see cref="MongoDBConnectionOptions.OperationTimeout"/>.</summary>
    /// <exception cref="StoreUnavailableException">The server can't be reached, is too slow, or refuses.</exception>
    public async Task<T> RunAsync<T>(Func<IMongoDatabase, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_options.OperationTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await operation(_database, both.Token);
        }
        catch (OperationCanceledException error) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Explain(new TimeoutException("The operation was given up.", error));
        }
        catch (Exception error) when (MongoDBFault.IsFault(error))
        {
            cancellationToken.ThrowIfCancellationRequested(); // A caller who left may have broken the connection himself.
            throw Explain(error);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<IMongoDatabase, CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        RunAsync(
            async (database, token) =>
            {
                await operation(database, token);
                return true;
            },
            cancellationToken);

    public StoreUnavailableException Explain(Exception error) =>
        MongoDBFault.Explain(error, Name, _options.OperationTimeout, _client.Cluster.Description);

    public void Dispose() => _client.Dispose();
}
