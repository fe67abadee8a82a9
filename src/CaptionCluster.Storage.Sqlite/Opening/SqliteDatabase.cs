using CaptionCluster.Storage.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Opening;

/// <summary>Opens connections to a file, the first of which brings its schema up to date, and looks whether it is still there.</summary>
internal sealed class SqliteDatabase(SqliteStoreOptions options, SqliteFile file, FileGuard guard)
{
    private const int PageSize = 8192; // Three captions with attention fill a page; of 4096 bytes one would leave half of it empty.

    private readonly Lock _preparing = new();
    private long _preparedAfter = -1;

    public string FilePath => file.Path;

    public FileGuard Files => guard;

    /// <summary>Makes the folder, the file and its schema, where they are absent.</summary>
    /// <exception cref="StoreUnavailableException">Not a database, corrupt, locked, or of a newer version.</exception>
    public void Prepare() => Explained(() => OpenWriter().Dispose());

    /// <remarks>Brings the schema up to date each time: the file may have been moved away while this process ran.</remarks>
    public SqliteConnection OpenWriter() => guard.Open(() =>
    {
        var folder = Path.GetDirectoryName(FilePath)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The store's folder {folder} can't be made: {error.Message}", error) { Path = folder };
        }

        var connection = Open(SqliteOpenMode.ReadWriteCreate, $"PRAGMA page_size = {PageSize}; {file.Pragmas} PRAGMA journal_mode = WAL;");
        try
        {
            new SchemaUpgrade(connection, file).Run();
            if (file.MaxBytes is { } bytes) connection.Run($"PRAGMA max_page_count = {bytes / PageSize}");
            Volatile.Write(ref _preparedAfter, guard.Losses);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <remarks>
    /// Not read-only: readers of a write-ahead log share memory that they write. Reads at once, so that it is known which files are open.
    /// </remarks>
    public SqliteConnection OpenReader()
    {
        lock (_preparing)
        {
            if (Volatile.Read(ref _preparedAfter) != guard.Losses) OpenWriter().Dispose();
        }

        return guard.Open(() => Open(SqliteOpenMode.ReadWrite, "PRAGMA query_only = 1; SELECT count(*) FROM sqlite_schema;"));
    }

    /// <summary>Runs something, with SQLite's errors turned into sentences.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Explain(error);
        }
    }

    public StoreUnavailableException Explain(SqliteException error) => SqliteFault.Explain(error, file);

    private void Explained(Action work) => Explained(() => { work(); return true; });

    private WatchedConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new WatchedConnection(new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = mode,
            Pooling = false, // Connections are kept by their owners, with their prepared statements.
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString(), guard);
        try
        {
            connection.Open();
            connection.Run($"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}; {pragmas}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
