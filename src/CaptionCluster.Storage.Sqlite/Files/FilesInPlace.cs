namespace CaptionCluster.Storage.Sqlite.Files;

/// <summary>What lies at the paths of a database just now: the file, its write-ahead log and the log's index. Null for nothing.</summary>
internal sealed record FilesInPlace(FileIdentity? Database, FileIdentity? Log, FileIdentity? Index)
{
    /// <summary>Whether what was opened is still what the paths lead to. What was not there then is not looked for.</summary>
    public bool Hold(FilesInPlace opened) =>
        Database == opened.Database && (opened.Log is null || Log == opened.Log) && (opened.Index is null || Index == opened.Index);
}

/// <summary>The paths of a database.</summary>
internal sealed class DatabasePaths(string database)
{
    private readonly byte[] _database = FileIdentity.PathOf(database);
    private readonly byte[] _log = FileIdentity.PathOf(database + "-wal");
    private readonly byte[] _index = FileIdentity.PathOf(database + "-shm");

    public FilesInPlace Look() => new(FileIdentity.At(_database), FileIdentity.At(_log), FileIdentity.At(_index));

    /// <summary>
    /// Deletes the log of a database that is no longer in its place, or SQLite would take it for that of the one that is there now.
    /// </summary>
    /// <param name="opened">What was open; nobody here has it open any more.</param>
    /// <exception cref="StoreUnavailableException">It can't be deleted.</exception>
    public void RemoveLogOf(FilesInPlace opened)
    {
        var found = Look();
        if (found.Database == opened.Database) return;
        if (opened.Log is not null && found.Log == opened.Log) Delete(database + "-wal");
        if (opened.Index is not null && found.Index == opened.Index) Delete(database + "-shm");
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"{path} is of a database that is no longer there and can't be deleted: {error.Message}",
                error
            )
            {
                Path = path,
            };
        }
    }
}
