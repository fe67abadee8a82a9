using CaptionCluster.Storage.Sqlite.Format;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>The writing connection and its prepared statements. One caller at a time.</summary>
internal sealed class CaptionWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _putKey;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public CaptionWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = connection.Prepared("BEGIN IMMEDIATE");
        _commit = connection.Prepared("COMMIT");
        _putKey = connection.Prepared(
            """
            INSERT INTO caption_keys (text, document) VALUES ($key, $document)
            ON CONFLICT (text) DO UPDATE SET document = excluded.document WHERE document <> excluded.document
            """,
            ("$key", SqliteType.Text), ("$document", SqliteType.Blob));
        _put = connection.Prepared(
            """
            INSERT INTO captions (digest, key_id, created_at, document, attention)
            VALUES ($digest, (SELECT id FROM caption_keys WHERE text = $key), $created, $document, $attention)
            ON CONFLICT (digest, key_id) DO UPDATE
            SET created_at = excluded.created_at, document = excluded.document, attention = excluded.attention
            """,
            ("$digest", SqliteType.Blob), ("$key", SqliteType.Text), ("$created", SqliteType.Integer),
            ("$document", SqliteType.Blob), ("$attention", SqliteType.Blob));
        _delete = connection.Prepared("DELETE FROM captions WHERE digest = $digest", ("$digest", SqliteType.Blob));
    }

    /// <summary>False when there is none, or SQLite itself rolled it back (disk full, error of the disk).</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Waits for the file's write lock.</summary>
    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public bool Put(in CaptionRow row)
    {
        _putKey.Parameters[0].Value = row.Key;
        _putKey.Parameters[1].Value = row.KeyDocument;
        _putKey.ExecuteNonQuery();

        _put.Parameters[0].Value = row.Digest.ToByteArray();
        _put.Parameters[1].Value = row.Key;
        _put.Parameters[2].Value = row.CreatedAt;
        _put.Parameters[3].Value = row.Document;
        _put.Parameters[4].Value = row.Attention;
        return _put.ExecuteNonQuery() > 0;
    }

    public bool Delete(ImageDigest digest)
    {
        _delete.Parameters[0].Value = digest.ToByteArray();
        return _delete.ExecuteNonQuery() > 0;
    }

    /// <summary>Moves the write-ahead log into the file and empties it. False when a reader elsewhere still needs it.</summary>
    public bool Checkpoint() => _connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    /// <summary>Closes the connection; an open transaction is rolled back.</summary>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _putKey, _put, _delete]) command.Dispose();
        _connection.Dispose();
    }
}
