using CaptionCluster.Storage.PostgreSQL.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Opening;

/// <summary>
/// A store's tables: made before they are used, and made again when they were dropped. Their row in <c>stores</c> has an identity, which is
/// new with each making: whoever finds another than before knows that what was stored is gone, whoever made them anew.
/// </summary>
internal sealed class StoreTables(PostgreSQLConnection connection, string schema, StoreSchema store, TimeProvider time, ILogger logger)
{
    /// <summary>How long a loss stays a reason to look.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isPrepared;
    private volatile string? _hindrance;
    private Guid? _identity;
    private long _losses;
    private long _lostAt;

    public long Losses => Volatile.Read(ref _losses);

    /// <summary>What whoever runs the store should know; null for nothing.</summary>
    public string? Trouble =>
        _hindrance ?? (Losses > 0 && time.GetElapsedTime(Volatile.Read(ref _lostAt)) <= Remembered ? $"{Lost} What is stored now is kept in new ones." : null);

    private string Lost => $"The tables of the {store.Store} were dropped while they were in use: {store.WhenLost}.";

    /// <summary>Runs an operation on the tables.</summary>
    /// <exception cref="StoreUnavailableException">The server can't be reached, is too slow, or refuses.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await PrepareAsync(cancellationToken);
        try
        {
            return await connection.RunAsync(operation, cancellationToken);
        }
        catch (StoreUnavailableException error) when (PostgreSQLFault.IsMissing(error))
        {
            _isPrepared = false;
            throw;
        }
    }

    /// <summary>Makes the tables, where they are absent or older than this program. Processes that start at once take turns.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isPrepared) return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isPrepared) return;
            Remember(await connection.RunAsync(FindAsync, cancellationToken) ?? await connection.RunAsync(MakeAsync, cancellationToken));
            _isPrepared = true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Looks whether they are there, and makes them anew where they are not.</summary>
    public async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await connection.RunAsync(FindAsync, cancellationToken) != _identity) _isPrepared = false;
            await PrepareAsync(cancellationToken);
            _hindrance = null;
        }
        catch (StoreUnavailableException error)
        {
            _hindrance = error.Message;
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    /// <summary>The identity of whole tables of this version; null when something is missing.</summary>
    private async Task<Guid?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var there = new Statement(
            "SELECT count(to_regclass(name)) FROM unnest($1::text[]) AS name", (object)store.Tables.Append("stores").Select(table => $"{schema}.{table}").ToArray());
        if ((await connection.QueryAsync(row => row.GetInt64(0), cancellationToken, there))[0] <= store.Tables.Length) return null;
        var rows = await connection.QueryAsync(
            row => (Version: row.GetInt32(0), Identity: row.GetGuid(1)), cancellationToken, new Statement("SELECT version, identity FROM stores WHERE name = $1", store.Store));
        if (rows is not [var found]) return null;
        if (found.Version > store.Migrations.Length) throw TooNew(found.Version);
        return found.Version == store.Migrations.Length ? found.Identity : null;
    }

    private async Task<Guid> MakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(cancellationToken, new Statement("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", $"captioncluster {schema}"));
        if (await FindAsync(connection, cancellationToken) is { } identity) return identity; // Another was first.

        var isThere = await connection.QueryAsync(row => row.GetBoolean(0), cancellationToken, new Statement("SELECT to_regnamespace($1) IS NOT NULL", schema));
        if (!isThere[0]) await connection.ExecuteAsync(cancellationToken, new Statement($"CREATE SCHEMA {schema}"));
        await using (var migration = new NpgsqlCommand(
            string.Concat(store.Migrations.Prepend("CREATE TABLE IF NOT EXISTS stores (name text PRIMARY KEY, version integer NOT NULL, identity uuid NOT NULL);")), connection))
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
                store.Store,
                store.Migrations.Length));
        await transaction.CommitAsync(cancellationToken);
        return made[0];
    }

    private void Remember(Guid identity)
    {
        if (_identity is { } before && before != identity)
        {
            Volatile.Write(ref _lostAt, time.GetTimestamp());
            Interlocked.Increment(ref _losses);
            logger.TablesLost($"{Lost} {connection.Server} has new ones now.");
        }

        _identity = identity;
    }

    private StoreUnavailableException TooNew(int version) => new(
        $"{connection.Server} has {store.Store} of schema version {version} in the schema {schema}, this program knows up to {store.Migrations.Length}. "
        + "Start the newer program that made it, or set another Schema.");
}
