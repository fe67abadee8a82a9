using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.PostgreSQL.Opening;
using CaptionCluster.Storage.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>Captions in PostgreSQL. A put returns after its commit, which is as durable as the server's <c>synchronous_commit</c> makes it.</summary>
/// <remarks>Every failure of the server is a <see cref="StoreUnavailableException"/>; the store recovers by itself when the cause is gone.</remarks>
internal sealed class PostgreSQLCaptionStore : ICaptionStore, IWatchedStore, IOpenedAtStart
{
    private readonly KeyRows _keys = new();
    private readonly PostgreSQLConnection _connection;
    private readonly StoreTables _tables;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly PutBatcher _puts;

    public PostgreSQLCaptionStore(IOptions<PostgreSQLStoreOptions> options, TimeProvider time, ILogger<PostgreSQLCaptionStore> logger)
    {
        _logger = logger;
        _connection = new PostgreSQLConnection(options.Value, time);
        _tables = new StoreTables(_connection, options.Value.Schema, CaptionTables.Schema, time, logger);
        _metrics = new StoreMetrics(time, CaptionTables.Schema.Store, () => _tables.Losses);
        _puts = new PutBatcher(_tables, _connection.Server, options.Value, _metrics, logger);
    }

    internal System.Diagnostics.Metrics.Meter Meter => _metrics.Meter;

    public long Losses => _tables.Losses;

    public string? Trouble => _tables.Trouble;

    public Task StartAsync(CancellationToken cancellationToken) =>
        _logger.OpenAsync("Captions", _connection.Server, _tables.PrepareAsync, PostgreSQLFault.IsPassing, cancellationToken);

    public Task LookAfterAsync(CancellationToken cancellationToken) => _tables.LookAfterAsync(cancellationToken);

    public Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _tables.RunAsync((connection, token) => CaptionTables.GetAsync(connection, digest, token), cancellationToken);

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken) =>
        _puts.PutAsync(CaptionRow.Of(caption, _keys.Of(caption.Key)), cancellationToken);

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _tables.RunAsync((connection, token) => CaptionTables.DeleteAsync(connection, digest, token), cancellationToken);

    /// <summary>Writes what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _puts.DisposeAsync();
        _metrics.Dispose();
        await _connection.DisposeAsync();
    }
}
