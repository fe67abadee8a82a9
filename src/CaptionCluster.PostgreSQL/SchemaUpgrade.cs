using Npgsql;

namespace CaptionCluster.PostgreSQL;

/// <summary>
/// Brings tables to the version that this program knows. The table <c>stores</c> says how many migrations they have seen, and has an
/// identity for them, which is new with each making: whoever finds another than before knows that what was kept is gone.
/// </summary>
internal sealed class SchemaUpgrade(TableSet set, string schema)
{
    private const string Stores =
        "CREATE TABLE IF NOT EXISTS stores (name text PRIMARY KEY, version integer NOT NULL, identity uuid NOT NULL);";

    private readonly string[] _tables = [.. set.Tables.Append("stores").Select(table => $"{schema}.{table}")];

    /// <summary>The identity of the tables; null when one is missing, or they are of an older version.</summary>
    public async Task<Guid?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var there = new Statement("SELECT count(to_regclass(name)) FROM unnest($1::text[]) AS name", [_tables]);
        if ((await connection.QueryAsync(row => row.GetInt64(0), cancellationToken, there))[0] < _tables.Length) return null;

        var rows = await connection.QueryAsync(
            row => (Version: row.GetInt32(0), Identity: row.GetGuid(1)),
            cancellationToken,
            new Statement("SELECT version, identity FROM stores WHERE name = $1", set.Kept));
        var found = rows.FirstOrDefault();
        if (found.Version > set.Migrations.Count) throw TooNew(found.Version);
        return found.Version == set.Migrations.Count ? found.Identity : null;
    }

    /// <summary>Processes that come here at once take turns: the second finds the work done.</summary>
    public async Task<Guid> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isThere = await connection.QueryAsync(
            row => row.GetBoolean(0),
            cancellationToken,
            new("SELECT FROM pg_advisory_xact_lock(hashtextextended($1, 0))", $"captioncluster {schema}"),
            new("SELECT to_regnamespace($1) IS NOT NULL", schema));
        if (!isThere[0]) await connection.ExecuteAsync(cancellationToken, new Statement($"CREATE SCHEMA {schema}"));
        else if (await FindAsync(connection, cancellationToken) is { } identity) return identity;

        await using (var migration = new NpgsqlCommand(string.Concat(set.Migrations.Prepend(Stores)), connection))
        {
            await migration.ExecuteNonQueryAsync(cancellationToken);
        }

        var made = await connection.QueryAsync(
            row => row.GetGuid(0),
            cancellationToken,
            new Statement(
                """
                INSERT INTO stores (name, version, identity) VALUES ($1, $2, gen_random_uuid())
                ON CONFLICT (name) DO UPDATE SET version = excluded.version,
                    identity = CASE WHEN stores.version < excluded.version THEN stores.identity ELSE excluded.identity END
                RETURNING identity
                """,
                set.Kept,
                set.Migrations.Count));
        await transaction.CommitAsync(cancellationToken);
        return made[0];
    }

    private StoreUnavailableException TooNew(int version) => new(
        $"The {set.Kept} in schema {schema} of PostgreSQL have schema version {version}, this program knows up to {set.Migrations.Count}. "
        + "Start the newer program that made them, or set another Schema.");
}
