using System.Runtime.CompilerServices;
using CaptionCluster.Storage.Sqlite.Files;
using CaptionCluster.Storage.Sqlite.Format;
using CaptionCluster.Storage.Sqlite.Reading;
using CaptionCluster.Storage.Sqlite.Telemetry;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite;

/// <summary>
/// Captions in one SQLite file with a write-ahead log. A put returns after its commit: what was acknowledged survives the death of the
/// process. After a power cut the last commits may be missing, never half there (<c>synchronous = NORMAL</c>): a caption can be computed
/// again, and a sync a commit would cost more than that.
/// </summary>
/// <remarks>Every failure of the file is a <see cref="StoreUnavailableException"/>; the store recovers by itself when the cause is gone.</remarks>
internal sealed class SqliteCaptionStore : ICaptionStore, IStoreCondition, IAsyncDisposable
{
    /// <summary>Rows a scan holds in memory at once.</summary>
    internal const int ScanPageSize = 256;

    private readonly SqliteDatabase _database;
    private readonly SqliteStoreMetrics _metrics;
    private readonly KeyRows _keys = new();
    private readonly ILogger _logger;
    private readonly ReaderPool<CaptionReader> _readers;
    private readonly GroupCommit<CaptionWriter> _writes;

    public SqliteCaptionStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteCaptionStore> logger)
    {
        _logger = logger;
        var file = SqliteFile.Captions(options.Value);
        _database = new SqliteDatabase(options.Value, file, new FileGuard(file, time, logger));
        _metrics = new SqliteStoreMetrics(time, "captions", () => _database.Files.Losses);
        _readers = new ReaderPool<CaptionReader>(_database, options.Value.MaxReaders, connection => new CaptionReader(connection));
        _writes = new GroupCommit<CaptionWriter>(_database, connection => new CaptionWriter(connection), options.Value, _metrics, logger);
    }

    internal System.Diagnostics.Metrics.Meter Meter => _metrics.Meter;

    /// <summary>Makes the file and its schema where they are absent, so that what is wrong with them is said at start.</summary>
    /// <exception cref="StoreUnavailableException">Not a database, corrupt, locked, or of a newer version.</exception>
    public void Open()
    {
        _database.Prepare();
        _logger.Opened(_database.FilePath);
    }

    public long Losses => _database.Files.Losses;

    public string? Trouble => _database.Files.Trouble;

    /// <summary>Looks whether the file is still there. If not, lets go of it and opens what is there now, a step a call: each second, say.</summary>
    public void LookAfter()
    {
        if (_database.Files.Look()) return;
        _readers.CloseIdle();
        _writes.Nudge();
    }

    public async Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.Get(digest), cancellationToken);

    public Task PutAsync(StoredCaption caption, CancellationToken cancellationToken)
    {
        var row = CaptionFormat.ToRow(caption, _keys.Of(caption.Key)); // Here, not in the writer: callers have many threads, the file has one.
        return _writes.CommitAsync(writer => writer.Put(row), cancellationToken);
    }

    public Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Delete(digest), cancellationToken);

    /// <remarks>Page by page, so that a slow reader holds neither memory nor the write-ahead log: what is put meanwhile may be seen.</remarks>
    public async IAsyncEnumerable<StoredCaption> ScanAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = ScanPosition.Start;
        while (true)
        {
            var page = await _readers.ReadAsync(reader => reader.Page(position, ScanPageSize), cancellationToken);
            foreach (var (rowPosition, caption) in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (caption.Caption.IsSound) yield return caption;
                position = rowPosition;
            }

            if (page.Count < ScanPageSize) yield break;
        }
    }

    /// <summary>Commits what waits, empties the write-ahead log and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writes.DisposeAsync();
        _metrics.Dispose();
    }
}
