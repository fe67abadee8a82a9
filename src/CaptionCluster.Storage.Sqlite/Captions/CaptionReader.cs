using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>One reading connection and its prepared statement. One caller at a time.</summary>
internal sealed class CaptionReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _get = connection.Prepared(
        """
        SELECT k.text, k.document, c.created_at, c.document, c.attention FROM captions c JOIN caption_keys k ON k.id = c.key_id
        WHERE c.digest = $digest ORDER BY c.key_id
        """,
        "$digest");

    public IReadOnlyList<StoredCaption> Get(ImageDigest digest)
    {
        var captions = new List<StoredCaption>();
        using var rows = _get.Bind(digest.ToByteArray()).ExecuteReader();
        while (rows.Read())
        {
            var caption = new CaptionRow(digest, new KeyRow(rows.GetString(0), Blob(1)), rows.GetInt64(2), Blob(3), Blob(4)).ToStored();
            if (caption.Caption.IsSound) captions.Add(caption);
        }

        return captions;

        byte[] Blob(int column) => rows.GetFieldValue<byte[]>(column);
    }

    public void Dispose()
    {
        _get.Dispose();
        connection.Dispose();
    }
}
