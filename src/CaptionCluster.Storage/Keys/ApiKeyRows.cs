using System.Data.Common;
using System.Text.Json;

namespace CaptionCluster.Storage.Keys;

/// <summary>Rows of a table of keys to records and back, and the SQL that SQLite and PostgreSQL have in common.</summary>
internal static class ApiKeyRows
{
    /// <summary>In one statement, so that both are of one moment. There is a row without a key when there is none.</summary>
    public const string ReadAll =
        "SELECT v.value, k.revoked_at, k.document FROM keys_version v LEFT JOIN keys k ON true ORDER BY k.created_at, k.id";

    public const string ReadVersion = "SELECT value FROM keys_version";

    public const string Forget = "DELETE FROM keys WHERE expires_at < $1 OR revoked_at < $1";

    public static byte[] DocumentOf(ApiKey key) =>
        JsonSerializer.SerializeToUtf8Bytes(ApiKeyDocument.Of(key with { RevokedAt = null }), StoreJson.Default.ApiKeyDocument);

    /// <param name="rows">Of <see cref="ReadAll"/>.</param>
    public static KeyTable TableOf(IReadOnlyList<(string Version, ApiKey? Key)> rows) =>
        new(rows.Count > 0 ? rows[0].Version : "", [.. rows.Select(row => row.Key).OfType<ApiKey>()]);

    public static (string Version, ApiKey? Key) Read(DbDataReader row)
    {
        if (row.IsDBNull(2)) return (row.GetString(0), null);
        var document = Parse(row.GetFieldValue<byte[]>(2));
        return (row.GetString(0), (document with { RevokedAt = row.IsDBNull(1) ? null : row.GetInt64(1) }).ToKey());
    }

    private static ApiKeyDocument Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreJson.Default.ApiKeyDocument) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new StoreUnavailableException($"A key can't be read: {error.Message}", error);
        }
    }
}
