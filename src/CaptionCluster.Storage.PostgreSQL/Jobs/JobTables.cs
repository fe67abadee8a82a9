using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>
/// Jobs, their undecided items, the items' pictures and the logs. Each call is one transaction; whoever changes a job's items holds the job's
/// row first, so that no two wait for each other in a circle.
/// </summary>
internal static class JobTables
{
    public static readonly StoreSchema Schema = new(
        "jobs",
        "they are lost",
        ["jobs", "items", "pictures", "log"],
        [
            """
            CREATE TABLE IF NOT EXISTS jobs ( -- times are milliseconds since 1970-01-01 UTC
                id uuid PRIMARY KEY, -- in the order of time
                tenant text NOT NULL,
                state integer NOT NULL, -- -1 for a draft, else JobState
                created_at bigint NOT NULL,
                document json NOT NULL,
                items integer NOT NULL DEFAULT 0,
                done integer NOT NULL DEFAULT 0,
                dead integer NOT NULL DEFAULT 0,
                ended_at bigint,
                idempotency_key text,
                fingerprint bytea,
                webhook_host text, -- null for no webhook
                webhook_state integer, -- WebhookState, once the job has completed
                webhook_due bigint,
                webhook_attempts integer NOT NULL DEFAULT 0,
                webhook_token uuid
            );
            CREATE UNIQUE INDEX IF NOT EXISTS jobs_by_key ON jobs (tenant, idempotency_key);
            CREATE INDEX IF NOT EXISTS jobs_by_tenant ON jobs (tenant, id);
            CREATE INDEX IF NOT EXISTS jobs_open ON jobs (created_at, tenant) WHERE state = 0;
            CREATE INDEX IF NOT EXISTS jobs_drafts ON jobs (created_at) WHERE state = -1;
            CREATE INDEX IF NOT EXISTS jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;
            CREATE INDEX IF NOT EXISTS jobs_webhooks ON jobs (webhook_due, tenant, webhook_host) WHERE webhook_state = 0;
            CREATE TABLE IF NOT EXISTS items ( -- there until it is decided: the log has it from then on
                job uuid REFERENCES jobs ON DELETE CASCADE,
                position integer,
                tenant text NOT NULL,
                name bytea, -- UTF-8: a name may have a NUL, which text may not
                digest bytea NOT NULL,
                due_at bigint, -- null in a draft; the lease's end while there is a token
                token uuid,
                attempts integer NOT NULL DEFAULT 0,
                PRIMARY KEY (job, position)
            );
            CREATE INDEX IF NOT EXISTS items_due ON items (tenant, due_at, job, position) WHERE due_at IS NOT NULL;
            CREATE TABLE IF NOT EXISTS pictures (
                job uuid,
                position integer,
                bytes bytea NOT NULL,
                PRIMARY KEY (job, position),
                FOREIGN KEY (job, position) REFERENCES items ON DELETE CASCADE
            );
            ALTER TABLE pictures ALTER bytes SET STORAGE EXTERNAL; -- pictures are compressed already
            CREATE TABLE IF NOT EXISTS log (
                job uuid REFERENCES jobs ON DELETE CASCADE,
                sequence bigint,
                at bigint NOT NULL,
                document json NOT NULL,
                PRIMARY KEY (job, sequence)
            );
            """,
        ]);

    /// <summary>Begins every transaction that decides something: what was accepted was promised, whatever the server does with other commits.</summary>
    public static readonly Statement Durably =
        new("SELECT WHERE CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END = 'on'");

    public static Task<IReadOnlyList<T>> DecideAsync<T>(
        this StoreTables tables, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params Statement[] statements) =>
        tables.RunAsync((connection, token) => connection.QueryAsync(read, token, [Durably, .. statements]), cancellationToken);

    public static Task<IReadOnlyList<T>> ReadAsync<T>(
        this StoreTables tables, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, Statement statement) =>
        tables.RunAsync((connection, token) => connection.QueryAsync(read, token, statement), cancellationToken);

    public static Statement Get(JobId id) => new($"SELECT {JobRows.JobColumns} FROM jobs WHERE id = $1 AND state <> {JobRows.Draft}", id.Value);

    /// <summary>Waits until nobody else changes the job or its items.</summary>
    public static Statement Hold(JobId id) => new("SELECT FROM jobs WHERE id = $1 FOR NO KEY UPDATE", id.Value);

    /// <summary>Its items, pictures and log go with it.</summary>
    public static Statement Delete(JobId id, string condition) => new($"DELETE FROM jobs WHERE id = $1 AND {condition} RETURNING id", id.Value);
}
