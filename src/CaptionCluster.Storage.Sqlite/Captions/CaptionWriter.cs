using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>Puts and deletes captions. One caller at a time.</summary>
internal sealed class CaptionWriter : SqliteWriter
{
    private readonly SqliteCommand _putKey;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public CaptionWriter(SqliteConnection connection)
        : base(connection)
    {
        _putKey = Statement(
            """
            INSERT INTO caption_keys (text, document) VALUES ($key, $document)
            ON CONFLICT (text) DO UPDATE SET document = excluded.document WHERE document <> excluded.document
            """,
            "$key", "$document");
        _put = Statement(
            """
            INSERT INTO captions (digest, key_id, created_at, document, attention)
            VALUES ($digest, (SELECT id FROM caption_keys WHERE text = $key), $created, $document, $attention)
            ON CONFLICT (digest, key_id) DO UPDATE
            SET created_at = excluded.created_at, document = excluded.document, attention = excluded.attention
            """,
            "$digest", "$key", "$created", "$document", "$attention");
        _delete = Statement("DELETE FROM captions WHERE digest = $digest", "$digest");
    }

    public bool Put(in CaptionRow row)
    {
        _putKey.Run(row.Key.Text, row.Key.Document);
        return _put.Run(row.Digest.ToByteArray(), row.Key.Text, row.CreatedAt, row.Document, row.Attention) > 0;
    }

    public bool Delete(ImageDigest digest) => _delete.Run(digest.ToByteArray()) > 0;
}
