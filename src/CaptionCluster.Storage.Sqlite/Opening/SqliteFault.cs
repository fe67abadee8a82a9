using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaptionCluster.Storage.Sqlite.Opening;

/// <summary>Says in a sentence what SQLite's result codes mean for whoever runs the store.</summary>
internal static class SqliteFault
{
    public static StoreUnavailableException Explain(SqliteException error, SqliteFile file) =>
        new($"The {file.Name} {file.Path} {Describe(error, file)}", error) { Path = file.Path };

    public static bool IsFull(SqliteException error) => error.SqliteErrorCode == raw.SQLITE_FULL;

    private static string Describe(SqliteException error, SqliteFile file) =>
        error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                "is locked by another process. Close what holds it, or give this process a folder of its own.",
            raw.SQLITE_FULL => "can't grow: the disk, or the configured largest size, is full. Free space; writing goes on by itself.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM => "is read-only. Give this process the right to write the file and its folder.",
            raw.SQLITE_CANTOPEN => "can't be opened. Check that its folder exists and may be read and written.",
            raw.SQLITE_NOTADB => "is not a SQLite database. Move the file away or choose another folder; a new store is made at start.",
            raw.SQLITE_CORRUPT =>
                $"is corrupt. Move the file and its -wal and -shm away; a new store is made at start and {file.WhenLost}.",
            raw.SQLITE_IOERR => $"can't be read or written: the disk reports an error ({error.SqliteExtendedErrorCode}).",
            _ => $"failed: {error.Message}",
        };
}
