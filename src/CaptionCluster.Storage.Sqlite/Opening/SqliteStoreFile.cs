using CaptionCluster.Storage.Sqlite.Files;
using CaptionCluster.Storage.Sqlite.Reading;
using CaptionCluster.Storage.Sqlite.Writing;
using CaptionCluster.Storage.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Sqlite.Opening;

/// <summary>One of the store's files with its readers and its one writer.</summary>
/// <remarks>Every failure of the file is a <see cref="StoreUnavailableException"/>; it recovers by itself when the cause is gone.</remarks>
internal sealed class SqliteStoreFile<TReader, TWriter> : IAsyncDisposable
    where TReader : class, IDisposable
    where TWriter : SqliteWriter
{
    private readonly SqliteFile _file;
    private readonly SqliteDatabase _database;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ReaderPool<TReader> _readers;
    private readonly GroupCommit<TWriter> _writes;

    public SqliteStoreFile(
        SqliteFile file,
        SqliteStoreOptions options,
        Func<SqliteConnection, TReader> reader,
        Func<SqliteConnection, TWriter> writer,
        TimeProvider time,
        ILogger logger)
    {
        _file = file;
        _logger = logger;
        _database = new SqliteDatabase(options, file, new FileGuard(file, time, logger));
        _metrics = new StoreMetrics(time, file.Kind, () => _database.Files.Losses);
        _readers = new ReaderPool<TReader>(_database, options.MaxReaders, reader);
        _writes = new GroupCommit<TWriter>(_database, writer, options, _metrics, logger);
    }

    public System.Diagnostics.Metrics.Meter Meter => _metrics.Meter;

    public long Losses => _database.Files.Losses;

    public string? Trouble => _database.Files.Trouble;

    /// <summary>Makes the file and its schema where they are absent, so that what is wrong with them is said at start.</summary>
    /// <exception cref="StoreUnavailableException">Not a database, corrupt, locked, or of a newer version.</exception>
    public void Open()
    {
        _database.Prepare();
        _logger.Opened(char.ToUpperInvariant(_file.Kind[0]) + _file.Kind[1..], _database.FilePath);
    }

    /// <summary>
    /// Looks whether the file is still there. If not, lets go of it and opens what is there now, a step a call: each second, say.
    /// </summary>
    public void LookAfter()
    {
        if (_database.Files.Look()) return;
        _readers.CloseIdle();
        _writes.Nudge();
    }

    public Task<T> ReadAsync<T>(Func<TReader, T> read, CancellationToken cancellationToken) => _readers.ReadAsync(read, cancellationToken);

    /// <summary>Returns when the change is committed.</summary>
    public Task<T> WriteAsync<T>(Func<TWriter, T> change, CancellationToken cancellationToken) =>
        _writes.CommitAsync(change, cancellationToken);

    /// <summary>Commits what waits, empties the write-ahead log and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writes.DisposeAsync();
        _metrics.Dispose();
    }
}
