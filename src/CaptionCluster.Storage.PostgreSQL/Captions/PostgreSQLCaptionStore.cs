using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.PostgreSQL.Opening;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Storage.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>
/// Captions in PostgreSQL. A put returns after its commit, which is as durable as the server's <c>synchronous_commit</c> makes it.
/// </summary>
/// <remarks>Every failure of the server is a <see cref="StoreUnavailableException"/>; the store recovers by itself.</remarks>
internal sealed class PostgreSQLCaptionStore : ICaptionStore, IWatchedStore, IOpenedAtStart
{
    private readonly KeyRows _keys = new();
    private readonly PostgreSQLStore _store;
    private readonly StoreMetrics _metrics;
    private readonly BatchWriter<CaptionRow> _puts;

    public PostgreSQLCaptionStore(IOptions<PostgreSQLStoreOptions> options, TimeProvider time, ILogger<PostgreSQLCaptionStore> logger)
    {
        _store = new PostgreSQLStore(CaptionTables.Set, "they are computed again", options.Value, time, logger);
        _metrics = new StoreMetrics(time, CaptionTables.Set.Kept, () => _store.Losses);
        _puts = new(options.Value.MaxQueueDepth, options.Value.MaxBatchSize, _store.Server, _metrics, logger, WriteAsync);
    }

    public long Losses => _store.Losses;

    public string? Trouble => _store.Trouble;

    public Task StartAsync(CancellationToken cancellationToken) => _store.StartAsync(cancellationToken);

    public Task LookAfterAsync(CancellationToken cancellationToken) => _store.LookAfterAsync(cancellationToken);

    public Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CaptionTables.GetAsync(connection, digest, token), cancellationToken);

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken) =>
        _puts.WriteAsync(CaptionRow.Of(caption, _keys.Of(caption.Key)), cancellationToken);

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CaptionTables.DeleteAsync(connection, digest, token), cancellationToken);

    public Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CorrectionTable.GetAsync(connection, digest, token), cancellationToken);

    public Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CorrectionTable.PutAsync(connection, correction, token), cancellationToken);

    public Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CorrectionTable.DeleteAsync(connection, digest, revision, token), cancellationToken);

    public Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken) =>
        _store.RunAsync((connection, token) => CorrectionTable.ListAsync(connection, last, count, token), cancellationToken);

    /// <summary>Writes what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _puts.DisposeAsync();
        _metrics.Dispose();
        await _store.DisposeAsync();
    }

    private async Task WriteAsync(IReadOnlyList<BatchWriter<CaptionRow>.Entry> batch)
    {
        try
        {
            var rows = batch.Select(entry => entry.Item).ToList();
            await _store.RunAsync((connection, token) => CaptionTables.PutAsync(connection, rows, token), CancellationToken.None);
        }
        catch (StoreUnavailableException error) when (PostgreSQLFault.IsOfItsContent(error))
        {
            if (batch.Count == 1) _puts.Fail(batch, error);
            else foreach (var entry in batch) await WriteAsync([entry]); // One can't be kept: the others shall be.
        }
    }
}
