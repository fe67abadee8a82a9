using CaptionCluster.PostgreSQL;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;

namespace CaptionCluster.Clustering.PostgreSQL;

/// <summary>
/// Orleans' own ADO.NET membership table, which neither makes what it needs on the server nor says in words of ours what is wrong with it.
/// </summary>
internal sealed class PostgreSQLMembershipTable : ICancellableMembershipTable, IAsyncDisposable
{
    private static readonly TableSet s_tables = new(
        "membership",
        TableSet.MigrationsIn(typeof(PostgreSQLMembershipTable).Assembly, "Schema"),
        "memberships", "silos", "orleansquery");

    private readonly PostgreSQLConnection _connection;
    private readonly SchemaUpgrade _upgrade;
    private readonly AdoNetClusteringTable _table;
    private volatile bool _isReady;

    public PostgreSQLMembershipTable(
        IServiceProvider services,
        IOptions<PostgreSQLConnectionOptions> options,
        IOptions<ClusterOptions> cluster,
        TimeProvider time,
        ILogger<AdoNetClusteringTable> logger)
    {
        _connection = new PostgreSQLConnection(options.Value, time);
        _upgrade = new SchemaUpgrade(s_tables, options.Value.Schema);
        var provider = new AdoNetClusteringSiloOptions { Invariant = "Npgsql", DataSource = _connection.Pool };
        _table = new AdoNetClusteringTable(services, cluster, Options.Create(provider), logger);
    }

    public Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default) =>
        RunAsync(token => PrepareAsync(tryInitTableVersion, token), cancellationToken);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default) =>
        ReadyAsync(token => _table.ReadAllAsync(token), cancellationToken);

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => _table.ReadRowAsync(key, token), cancellationToken);

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => _table.InsertRowAsync(entry, tableVersion, token), cancellationToken);

    public Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => _table.UpdateRowAsync(entry, etag, tableVersion, token), cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => Done(_table.UpdateIAmAliveAsync(entry, token)), cancellationToken);

    public Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => Done(_table.DeleteMembershipTableEntriesAsync(clusterId, token)), cancellationToken);

    public Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default) =>
        ReadyAsync(token => Done(_table.CleanupDefunctSiloEntriesAsync(beforeDate, token)), cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private async Task<bool> PrepareAsync(bool makeVersion, CancellationToken cancellationToken)
    {
        await using (var connection = await _connection.Pool.OpenConnectionAsync(cancellationToken))
        {
            if (await _upgrade.FindAsync(connection, cancellationToken) is null) await _upgrade.RunAsync(connection, cancellationToken);
        }

        await _table.InitializeMembershipTableAsync(makeVersion, cancellationToken);
        _isReady = true;
        return true;
    }

    /// <summary>The provider must have read its questions first: clients ask without having made a table.</summary>
    private Task<T> ReadyAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            if (!_isReady) await PrepareAsync(makeVersion: false, token);
            return await operation(token);
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.RunAsync(operation, cancellationToken);
        }
        catch (StoreUnavailableException error) when (PostgreSQLFault.IsMissing(error))
        {
            _isReady = false; // Tables that were dropped are made when they are asked for again.
            throw;
        }
    }
}
