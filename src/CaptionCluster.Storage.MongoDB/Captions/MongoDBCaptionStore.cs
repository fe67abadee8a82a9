using System.Runtime.CompilerServices;
using CaptionCluster.MongoDB;
using CaptionCluster.Storage.MongoDB.Format;
using CaptionCluster.Storage.MongoDB.Telemetry;
using CaptionCluster.Storage.MongoDB.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>Captions in a MongoDB collection. A put returns when a majority of the replica set has it.</summary>
/// <remarks>Every failure of the server is a <see cref="StoreUnavailableException"/>; the store recovers by itself when the cause is gone.</remarks>
internal sealed class MongoDBCaptionStore : ICaptionStore, IOpenedAtStart
{
    /// <summary>Captions a scan holds in memory at once.</summary>
    internal const int ScanPageSize = 256;

    private readonly MongoDBConnection _connection;
    private readonly MongoDBCaptionStoreOptions _options;
    private readonly MongoDBStoreMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CaptionCollection _captions;
    private readonly PutBatcher _puts;

    public MongoDBCaptionStore(IOptions<MongoDBCaptionStoreOptions> options, TimeProvider time, ILogger<MongoDBCaptionStore> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _connection = new MongoDBConnection(_options, time);
        _metrics = new MongoDBStoreMetrics(time);
        _captions = new CaptionCollection(_connection, _options.Captions);
        _puts = new PutBatcher(_captions, _connection, _options, _metrics, logger);
    }

    internal System.Diagnostics.Metrics.Meter Meter => _metrics.Meter;

    public Task OpenAsync(CancellationToken cancellationToken) => _logger.OpenAsync("Captions", _connection, _captions.PrepareAsync, cancellationToken);

    public async Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var documents = await _captions.GetAsync(digest, cancellationToken);
        return [.. documents.Where(IsAlive).Select(document => document.ToStored()).Where(caption => caption.Caption.IsSound)];
    }

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken) =>
        _puts.PutAsync(CaptionDocument.Of(caption, _options.TimeToLive), cancellationToken);

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _captions.DeleteAsync(digest, cancellationToken);
    }

    /// <remarks>Page by page and by no cursor, so that a slow reader holds nothing on the server and outlives an election.</remarks>
    public async IAsyncEnumerable<StoredCaption> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CaptionDocument? last = null;
        while (true)
        {
            var page = await _captions.PageAsync(last, ScanPageSize, cancellationToken);
            foreach (var document in page.Where(IsAlive))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (document.ToStored() is { Caption.IsSound: true } caption) yield return caption;
            }

            if (page.Count < ScanPageSize) yield break;
            last = page[^1];
        }
    }

    /// <summary>Writes what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _puts.DisposeAsync();
        _metrics.Dispose();
        _connection.Dispose();
    }

    private bool IsAlive(CaptionDocument document) => document.ExpiresAt is not { } expiry || expiry > _time.GetUtcNow().UtcDateTime;
}
