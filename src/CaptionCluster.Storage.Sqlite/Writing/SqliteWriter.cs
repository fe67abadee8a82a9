using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>A writing connection with its prepared statements. One caller at a time.</summary>
internal abstract class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _mark;
    private readonly SqliteCommand _unmark;
    private readonly SqliteCommand _undo;

    protected SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Statement("BEGIN IMMEDIATE");
        _commit = Statement("COMMIT");
        _rollback = Statement("ROLLBACK");
        _mark = Statement("SAVEPOINT change");
        _unmark = Statement("RELEASE change");
        _undo = Statement("ROLLBACK TO change");
    }

    /// <summary>False when there is none, or SQLite itself rolled it back (disk full, error of the disk).</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Waits for the file's write lock.</summary>
    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void Rollback() => _rollback.ExecuteNonQuery();

    /// <summary>What follows is one change of the transaction: all of it or nothing.</summary>
    public void Mark() => _mark.ExecuteNonQuery();

    public void Unmark() => _unmark.ExecuteNonQuery();

    public void Undo()
    {
        _undo.ExecuteNonQuery();
        Unmark();
    }

    /// <summary>Moves the write-ahead log into the file and empties it. False when a reader elsewhere still needs it.</summary>
    public bool Checkpoint() => _connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    /// <summary>Closes the connection; an open transaction is rolled back.</summary>
    public void Dispose()
    {
        foreach (var command in _commands) command.Dispose();
        _connection.Dispose();
    }

    /// <summary>A statement that lives as long as the connection.</summary>
    public SqliteCommand Statement(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.Prepared(sql, parameters);
        _commands.Add(command);
        return command;
    }
}
