using System.Text;
using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Keys;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.PostgreSQL.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.PostgreSQL.Keys;

/// <summary>Keys in PostgreSQL: every change is one transaction, on the disk when it returns.</summary>
internal sealed class PostgreSQLKeyStore(
    IOptions<PostgreSQLStoreOptions> options, TimeProvider time, ILogger<PostgreSQLKeyStore> logger)
    : IKeyStore, IWatchedStore, IOpenedAtStart
{
    private static readonly TableSet s_tables =
        new("keys", TableSet.MigrationsIn(typeof(PostgreSQLKeyStore).Assembly, "Keys/Schema"), "keys", "keys_version");

    private static readonly Statement s_renew = new("UPDATE keys_version SET value = gen_random_uuid()::text RETURNING value");

    private readonly PostgreSQLStore _store = new(s_tables, "they open nothing any more", options.Value, time, logger);

    public string? Trouble => _store.Trouble;

    public Task StartAsync(CancellationToken cancellationToken) => _store.StartAsync(cancellationToken);

    public Task LookAfterAsync(CancellationToken cancellationToken) => _store.LookAfterAsync(cancellationToken);

    public async Task<string> ReadVersionAsync(CancellationToken cancellationToken) =>
        (await _store.ReadAsync(row => row.GetString(0), cancellationToken, new Statement(ApiKeyRows.ReadVersion)))[0];

    public async Task<KeyTable> ReadAsync(CancellationToken cancellationToken) =>
        ApiKeyRows.TableOf(await _store.ReadAsync(ApiKeyRows.Read, cancellationToken, new Statement(ApiKeyRows.ReadAll)));

    public Task AddAsync(ApiKey key, DateTimeOffset endedBefore, CancellationToken cancellationToken) => _store.ChangeAsync(
        cancellationToken,
        new Statement(ApiKeyRows.Forget, endedBefore.ToUnixTimeMilliseconds()),
        new Statement(
            """
            INSERT INTO keys (id, created_at, expires_at, document) VALUES ($1, $2, $3, $4::json) ON CONFLICT (id) DO NOTHING
            """,
            key.Id,
            key.CreatedAt.ToUnixTimeMilliseconds(),
            key.ExpiresAt?.ToUnixTimeMilliseconds(),
            Encoding.UTF8.GetString(ApiKeyRows.DocumentOf(key))),
        s_renew);

    public async Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var revoke = new Statement(
            """
            WITH revoked AS (UPDATE keys SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING id)
            UPDATE keys_version SET value = gen_random_uuid()::text WHERE EXISTS (SELECT FROM revoked) RETURNING value
            """,
            id,
            at.ToUnixTimeMilliseconds());
        return await _store.ChangeAsync(cancellationToken, revoke) > 0;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
