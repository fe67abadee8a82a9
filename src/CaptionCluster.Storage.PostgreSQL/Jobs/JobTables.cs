using CaptionCluster.PostgreSQL;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>
/// Jobs, their undecided items, the items' pictures and the logs. Each call is one transaction; whoever decides about a job's items holds
/// the job's row first, so that no two wait for each other in a circle.
/// </summary>
internal static class JobTables
{
    public static readonly TableSet Set =
        new("jobs", TableSet.MigrationsIn(typeof(JobTables).Assembly, "Jobs/Schema"), "jobs", "items", "pictures", "log");

    /// <summary>Begins every transaction that decides something: what was accepted was promised, whatever other commits are.</summary>
    public static readonly Statement Durably = new(
        "SELECT WHERE CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END = 'on'");

    public static Task<IReadOnlyList<T>> DecideAsync<T>(
        this PostgreSQLStore store, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params Statement[] statements) =>
        store.RunAsync((connection, token) => connection.QueryAsync(read, token, [Durably, .. statements]), cancellationToken);

    /// <param name="statements">The last of which returns what it changed.</param>
    /// <returns>How many rows.</returns>
    public static async Task<int> ChangeAsync(
        this PostgreSQLStore store, CancellationToken cancellationToken, params Statement[] statements) =>
        (await store.DecideAsync(row => row.GetValue(0), cancellationToken, statements)).Count;

    public static Task<IReadOnlyList<T>> ReadAsync<T>(
        this PostgreSQLStore store, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, Statement statement) =>
        store.RunAsync((connection, token) => connection.QueryAsync(read, token, statement), cancellationToken);

    public static Statement Get(JobId id) => new(JobSql.Get, id.Value);

    /// <summary>Waits until nobody else changes the job or its items.</summary>
    public static Statement Hold(JobId id) => new("SELECT FROM jobs WHERE id = $1 FOR NO KEY UPDATE", id.Value);

    /// <summary>Its items, pictures and log go with it.</summary>
    public static Statement Delete(JobId id, string condition) =>
        new($"DELETE FROM jobs WHERE id = $1 AND {condition} RETURNING id", id.Value);
}
