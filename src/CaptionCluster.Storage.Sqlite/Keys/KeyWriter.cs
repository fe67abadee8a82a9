using CaptionCluster.Storage.Keys;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Keys;

/// <summary>Adds and revokes keys, each inside a transaction of its caller. One caller at a time.</summary>
internal sealed class KeyWriter : SqliteWriter
{
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _revoke;
    private readonly SqliteCommand _renew;

    public KeyWriter(SqliteConnection connection)
        : base(connection)
    {
        _add = Statement(
            "INSERT INTO keys (id, created_at, expires_at, document) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            "$1", "$2", "$3", "$4");
        _forget = Statement(ApiKeyRows.Forget, "$1");
        _revoke = Statement("UPDATE keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1", "$1", "$2");
        _renew = Statement("UPDATE keys_version SET value = $1", "$1");
    }

    public bool Add(ApiKey key, byte[] document, DateTimeOffset endedBefore)
    {
        _forget.Run(endedBefore.ToUnixTimeMilliseconds());
        _add.Run(key.Id, key.CreatedAt.ToUnixTimeMilliseconds(), key.ExpiresAt?.ToUnixTimeMilliseconds(), document);
        return Renew();
    }

    public bool Revoke(string id, DateTimeOffset at) => _revoke.Run(id, at.ToUnixTimeMilliseconds()) > 0 && Renew();

    private bool Renew() => _renew.Run(Guid.NewGuid().ToString("N")) > 0;
}
