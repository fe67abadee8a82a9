using CaptionCluster.MongoDB;
using CaptionCluster.Storage.MongoDB.Opening;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>Captions in a MongoDB collection. A put returns when a majority of the replica set has it.</summary>
/// <remarks>
/// Every failure of the server is a <see cref="StoreUnavailableException"/>; the store recovers by itself when the cause is gone.
/// </remarks>
internal sealed class MongoDBCaptionStore : ICaptionStore, IOpenedAtStart
{
    private readonly MongoDBConnection _connection;
    private readonly MongoDBCaptionStoreOptions _options;
    private readonly StoreMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CaptionCollection _captions;
    private readonly CorrectionCollection _corrections;
    private readonly CaptionPuts _puts;

    public MongoDBCaptionStore(IOptions<MongoDBCaptionStoreOptions> options, TimeProvider time, ILogger<MongoDBCaptionStore> logger)
    {
        Documents.Prepare();
        _options = options.Value;
        _time = time;
        _logger = logger;
        _connection = new MongoDBConnection(_options, time);
        _metrics = new StoreMetrics(time, "captions");
        _captions = new CaptionCollection(_connection, _options.Captions);
        _corrections = new CorrectionCollection(_connection, _options.Corrections);
        _puts = new CaptionPuts(_captions, _connection, _options, _metrics, logger);
    }

    internal System.Diagnostics.Metrics.Meter Meter => _metrics.Meter;

    public Task StartAsync(CancellationToken cancellationToken) =>
        _logger.OpenAsync("Captions", _connection.Server, _captions.PrepareAsync, MongoDBFault.IsPassing, cancellationToken);

    public async Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var documents = await _captions.GetAsync(digest, cancellationToken);
        return [.. documents.Where(IsAlive).Select(document => document.ToStored()).Where(caption => caption.Caption.IsSound)];
    }

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken) =>
        _puts.PutAsync(StoredCaptionDocument.Of(caption, _options.TimeToLive), cancellationToken);

    public async Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wereCorrected = await _corrections.DeleteAsync(digest, cancellationToken);
        return await _captions.DeleteAsync(digest, cancellationToken) || wereCorrected;
    }

    public async Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        [.. (await _corrections.GetAsync(digest, cancellationToken)).Select(document => document.ToStored())];

    public Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken) =>
        _corrections.PutAsync(CorrectionDocument.Of(correction), cancellationToken);

    public Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken) =>
        _corrections.DeleteAsync(digest, revision, cancellationToken);

    public async Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken) =>
        [.. (await _corrections.ListAsync(last, count, cancellationToken)).Select(document => document.ToStored())];

    /// <summary>Writes what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _puts.DisposeAsync();
        _metrics.Dispose();
        _connection.Dispose();
    }

    private bool IsAlive(StoredCaptionDocument document) => document.ExpiresAt is not { } expiry || expiry > _time.GetUtcNow().UtcDateTime;
}
