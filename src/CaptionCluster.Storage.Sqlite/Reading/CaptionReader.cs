using CaptionCluster.Storage.Sqlite.Format;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Reading;

/// <summary>One reading connection and its prepared statements. One caller at a time.</summary>
internal sealed class CaptionReader : IDisposable
{
    private const string Select =
        "SELECT c.key_id, c.digest, k.text, k.document, c.created_at, c.document, c.attention FROM captions c JOIN caption_keys k ON k.id = c.key_id";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _page;

    public CaptionReader(SqliteConnection connection)
    {
        _connection = connection;
        _get = connection.Prepared($"{Select} WHERE c.digest = $digest ORDER BY c.key_id", ("$digest", SqliteType.Blob));
        _page = connection.Prepared(
            $"{Select} WHERE (c.digest, c.key_id) > ($digest, $key) ORDER BY c.digest, c.key_id LIMIT $count",
            ("$digest", SqliteType.Blob), ("$key", SqliteType.Integer), ("$count", SqliteType.Integer));
    }

    public List<StoredCaption> Get(ImageDigest digest)
    {
        _get.Parameters[0].Value = digest.ToByteArray();
        return [.. Read(_get).Select(row => row.Caption).Where(caption => caption.Caption.IsSound)];
    }

    /// <summary>The next captions in the order of digests, after <paramref name="position"/>.</summary>
    public List<ScannedCaption> Page(ScanPosition position, int count)
    {
        _page.Parameters[0].Value = position.Digest;
        _page.Parameters[1].Value = position.KeyId;
        _page.Parameters[2].Value = count;
        return [.. Read(_page)];
    }

    public void Dispose()
    {
        _get.Dispose();
        _page.Dispose();
        _connection.Dispose();
    }

    private static IEnumerable<ScannedCaption> Read(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var digest = Blob(1);
            var row = new CaptionRow(
                ImageDigest.FromBytes(digest), new KeyRow(rows.GetString(2), Blob(3)), rows.GetInt64(4), Blob(5), Blob(6));
            yield return new ScannedCaption(new ScanPosition(digest, rows.GetInt64(0)), CaptionFormat.FromRow(row));
        }

        byte[] Blob(int column) => rows.GetFieldValue<byte[]>(column);
    }
}

/// <summary>Where a scan stands: behind this row. An empty digest comes before every other.</summary>
internal readonly record struct ScanPosition(byte[] Digest, long KeyId)
{
    public static ScanPosition Start => new([], 0);
}

internal readonly record struct ScannedCaption(ScanPosition Position, StoredCaption Caption);
