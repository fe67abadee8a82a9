using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>
/// Captions in one SQLite file with a write-ahead log. A put returns after its commit: what was acknowledged survives the death of the
/// process. After a power cut the last commits may be missing, never half there (<c>synchronous = NORMAL</c>): a caption can be computed
/// again, and a sync a commit would cost more than that.
/// </summary>
internal sealed class SqliteCaptionStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteCaptionStore> logger)
    : ICaptionStore, IWatchedStore, IOpenedAtStart
{
    private readonly KeyRows _keys = new();
    private readonly SqliteStoreFile<CaptionReader, CaptionWriter> _file = new(
        SqliteFile.Captions(options.Value), options.Value, connection => new(connection), connection => new(connection), time, logger);

    internal System.Diagnostics.Metrics.Meter Meter => _file.Meter;

    public long Losses => _file.Losses;

    public string? Trouble => _file.Trouble;

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.Open"/>
    public void Open() => _file.Open();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.LookAfter"/>
    public void LookAfter() => _file.LookAfter();

    public Task LookAfterAsync(CancellationToken cancellationToken)
    {
        LookAfter();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _file.ReadAsync(reader => reader.Get(digest), cancellationToken);

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken)
    {
        var row = CaptionRow.Of(caption, _keys.Of(caption.Key)); // Here, not in the writer: callers have many threads, the file has one.
        return _file.WriteAsync(writer => writer.Put(row), cancellationToken);
    }

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _file.WriteAsync(writer => writer.Delete(digest), cancellationToken);

    public Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _file.ReadAsync(reader => reader.GetCorrections(digest), cancellationToken);

    public Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken) =>
        _file.WriteAsync(writer => writer.Put(correction), cancellationToken);

    public Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken) =>
        _file.WriteAsync(writer => writer.DeleteCorrection(digest, revision), cancellationToken);

    public Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken) =>
        _file.ReadAsync(reader => reader.ListCorrections(last, count), cancellationToken);

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.DisposeAsync"/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
