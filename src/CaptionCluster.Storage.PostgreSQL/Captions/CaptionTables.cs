using System.Security.Cryptography;
using System.Text;
using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Captions;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>Captions and their keys, each of which is kept once: they are few and long.</summary>
internal static class CaptionTables
{
    public static readonly TableSet Set = new(
        "captions",
        TableSet.MigrationsIn(typeof(CaptionTables).Assembly, "Captions/Schema"),
        "caption_keys", "captions", "corrections");

    private const string Get =
        """
        SELECT k.text, k.document, c.created_at, c.document, c.attention FROM captions c JOIN caption_keys k ON k.id = c.key_id
        WHERE c.digest = $1 ORDER BY c.key_id
        """;

    public static async Task<IReadOnlyList<StoredCaption>> GetAsync(
        NpgsqlConnection connection, ImageDigest digest, CancellationToken cancellationToken)
    {
        var captions = await connection.QueryAsync(row => Read(digest, row), cancellationToken, new Statement(Get, digest.ToByteArray()));
        return [.. captions.Where(caption => caption.Caption.IsSound)];
    }

    /// <summary>All of them or none, in the order of their keys: so two who write the same don't wait for each other in a circle.</summary>
    public static Task<int> PutAsync(NpgsqlConnection connection, IReadOnlyList<CaptionRow> captions, CancellationToken cancellationToken)
    {
        var rows = captions.GroupBy(row => (row.Digest, row.Key.Text)).Select(same => same.Last()).ToArray();
        var keys = rows.Select(row => row.Key).DistinctBy(key => key.Text).ToArray();
        return connection.ExecuteAsync(
            cancellationToken,
            new Statement(
                """
                INSERT INTO caption_keys (id, text, document)
                SELECT id, text, document::json FROM unnest($1::uuid[], $2::text[], $3::text[]) AS key (id, text, document) ORDER BY id
                ON CONFLICT (id) DO UPDATE SET document = excluded.document WHERE caption_keys.document::text <> excluded.document::text
                """,
                Array.ConvertAll(keys, IdOf), Array.ConvertAll(keys, key => key.Text), Array.ConvertAll(keys, key => Text(key.Document))),
            new Statement(
                """
                INSERT INTO captions (digest, key_id, created_at, document, attention)
                SELECT digest, key_id, created_at, document::json, attention
                FROM unnest($1::bytea[], $2::uuid[], $3::bigint[], $4::text[], $5::bytea[])
                    AS row (digest, key_id, created_at, document, attention)
                ORDER BY digest, key_id
                ON CONFLICT (digest, key_id) DO UPDATE
                SET created_at = excluded.created_at, document = excluded.document, attention = excluded.attention
                """,
                Array.ConvertAll(rows, row => row.Digest.ToByteArray()), Array.ConvertAll(rows, row => IdOf(row.Key)),
                Array.ConvertAll(rows, row => row.CreatedAt),
                Array.ConvertAll(rows, row => Text(row.Document)), Array.ConvertAll(rows, row => row.Attention)));
    }

    public static async Task<bool> DeleteAsync(NpgsqlConnection connection, ImageDigest digest, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            cancellationToken,
            new Statement("DELETE FROM captions WHERE digest = $1", digest.ToByteArray()),
            new Statement("DELETE FROM corrections WHERE digest = $1", digest.ToByteArray())) > 0;

    private static StoredCaption Read(ImageDigest digest, NpgsqlDataReader row)
    {
        var key = new KeyRow(row.GetString(0), row.GetFieldValue<byte[]>(1));
        return new CaptionRow(digest, key, row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)).ToStored();
    }

    private static Guid IdOf(KeyRow key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text)).AsSpan(0, 16), bigEndian: true);

    private static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
