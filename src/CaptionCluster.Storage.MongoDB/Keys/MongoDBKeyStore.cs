using CaptionCluster.MongoDB;
using CaptionCluster.Storage.Keys;
using CaptionCluster.Storage.MongoDB.Opening;
using CaptionCluster.Storage.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Keys;

/// <summary>
/// Keys in one MongoDB document, which is replaced whole where it still has the version that was read: a key and the version that tells of
/// it change together, without a transaction. A few thousand keys are far below a document's 16 MB.
/// </summary>
/// <remarks>Every failure of the server is a <see cref="StoreUnavailableException"/>.</remarks>
internal sealed class MongoDBKeyStore : IKeyStore, IOpenedAtStart
{
    private static readonly FilterDefinitionBuilder<KeyTableDocument> s_filter = Builders<KeyTableDocument>.Filter;
    private static readonly FilterDefinition<KeyTableDocument> s_isTable = s_filter.Eq(table => table.Id, KeyTableDocument.TheOne);

    private readonly MongoDBConnection _connection;
    private readonly string _collection;
    private readonly ILogger _logger;

    public MongoDBKeyStore(IOptions<MongoDBKeyStoreOptions> options, TimeProvider time, ILogger<MongoDBKeyStore> logger)
    {
        Documents.Prepare();
        _connection = new MongoDBConnection(options.Value, time);
        _collection = options.Value.Keys;
        _logger = logger;
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _logger.OpenAsync("Keys", _connection.Server, ReadVersionAsync, MongoDBFault.IsPassing, cancellationToken);

    public async Task<string> ReadVersionAsync(CancellationToken cancellationToken) =>
        await RunAsync(
            (tables, token) => tables.Find(s_isTable).Project(table => table.Version).FirstOrDefaultAsync(token), cancellationToken) ?? "";

    public async Task<KeyTable> ReadAsync(CancellationToken cancellationToken) => (await FindAsync(cancellationToken)).ToTable();

    public async Task AddAsync(ApiKey key, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        while (true)
        {
            var table = await FindAsync(cancellationToken);
            var others = table.Keys.Where(known => known.Id == key.Id || !known.EndedBefore(endedBefore)).ToList();
            if (!others.Exists(known => known.Id == key.Id)) others.Add(ApiKeyDocument.Of(key));
            if (await ReplaceAsync(table, others, cancellationToken)) return;
        }
    }

    public async Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        while (true)
        {
            var table = await FindAsync(cancellationToken);
            if (table.Keys.All(key => key.Id != id)) return false;
            var keys = table.Keys
                .Select(key => key.Id == id ? key with { RevokedAt = key.RevokedAt ?? at.ToUnixTimeMilliseconds() } : key)
                .ToList();
            if (await ReplaceAsync(table, keys, cancellationToken)) return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<KeyTableDocument> FindAsync(CancellationToken cancellationToken) =>
        await RunAsync(
            async (tables, token) => (KeyTableDocument?)await tables.Find(s_isTable).FirstOrDefaultAsync(token), cancellationToken)
        ?? new KeyTableDocument { Version = "", Keys = [] };

    /// <summary>False when somebody else changed it first.</summary>
    private async Task<bool> ReplaceAsync(KeyTableDocument read, IReadOnlyList<ApiKeyDocument> keys, CancellationToken cancellationToken)
    {
        var next = new KeyTableDocument { Version = Guid.NewGuid().ToString("N"), Keys = keys };
        var asRead = s_filter.And(s_isTable, s_filter.Eq(table => table.Version, read.Version));
        var isNew = read.Version.Length == 0;
        try
        {
            var result = await RunAsync(
                (tables, token) => tables.ReplaceOneAsync(asRead, next, new ReplaceOptions { IsUpsert = isNew }, token), cancellationToken);
            return isNew || result.MatchedCount == 1;
        }
        catch (StoreUnavailableException error)
            when (error.InnerException is MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey })
        {
            return false; // Two made the first one.
        }
    }

    private Task<T> RunAsync<T>(
        Func<IMongoCollection<KeyTableDocument>, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _connection.RunAsync(
            (database, token) => operation(database.GetCollection<KeyTableDocument>(_collection), token), cancellationToken);
    }
}
