using CaptionCluster.Storage.Sqlite.Format;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>Puts and deletes captions. One caller at a time.</summary>
internal sealed class CaptionWriter : SqliteWriter
{
    private readonly SqliteCommand _putKey;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public CaptionWriter(SqliteConnection connection)
        : base(connection)
    {
        _putKey = Prepared(
            """
            INSERT INTO caption_keys (text, document) VALUES ($key, $document)
            ON CONFLICT (text) DO UPDATE SET document = excluded.document WHERE document <> excluded.document
            """,
            ("$key", SqliteType.Text), ("$document", SqliteType.Blob));
        _put = Prepared(
            """
            INSERT INTO captions (digest, key_id, created_at, document, attention)
            VALUES ($digest, (SELECT id FROM caption_keys WHERE text = $key), $created, $document, $attention)
            ON CONFLICT (digest, key_id) DO UPDATE
            SET created_at = excluded.created_at, document = excluded.document, attention = excluded.attention
            """,
            ("$digest", SqliteType.Blob), ("$key", SqliteType.Text), ("$created", SqliteType.Integer),
            ("$document", SqliteType.Blob), ("$attention", SqliteType.Blob));
        _delete = Prepared("DELETE FROM captions WHERE digest = $digest", ("$digest", SqliteType.Blob));
    }

    public bool Put(in CaptionRow row)
    {
        _putKey.Parameters[0].Value = row.Key.Text;
        _putKey.Parameters[1].Value = row.Key.Document;
        _putKey.ExecuteNonQuery();

        _put.Parameters[0].Value = row.Digest.ToByteArray();
        _put.Parameters[1].Value = row.Key.Text;
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
}
