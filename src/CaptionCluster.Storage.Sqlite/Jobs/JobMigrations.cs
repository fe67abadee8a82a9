namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>Every change of the job store's schema, oldest first. A released one is never edited: a new one is appended.</summary>
internal static class JobMigrations
{
    /// <remarks>
    /// Pictures lie apart from their items, so that a lease does not rewrite them. An item is there until it is decided: the log has it
    /// from then on. Times are milliseconds since 1970-01-01 UTC; ids are big-endian, so that their order is that of time.
    /// </remarks>
    private const string Jobs = """
        CREATE TABLE jobs (
            id BLOB PRIMARY KEY,
            tenant TEXT NOT NULL,
            state INTEGER NOT NULL, -- -1 for a draft, else JobState
            created_at INTEGER NOT NULL,
            document BLOB NOT NULL,
            items INTEGER NOT NULL DEFAULT 0,
            done INTEGER NOT NULL DEFAULT 0,
            dead INTEGER NOT NULL DEFAULT 0,
            ended_at INTEGER,
            idempotency_key TEXT,
            fingerprint BLOB,
            webhook_state INTEGER, -- WebhookState, once the job has completed
            webhook_due INTEGER,
            webhook_attempts INTEGER NOT NULL DEFAULT 0,
            webhook_token BLOB
        ) STRICT;
        CREATE UNIQUE INDEX jobs_by_key ON jobs (tenant, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX jobs_by_tenant ON jobs (tenant, id);
        CREATE INDEX jobs_open ON jobs (created_at, tenant) WHERE state = 0;
        CREATE INDEX jobs_drafts ON jobs (created_at) WHERE state = -1;
        CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;
        CREATE INDEX jobs_webhooks ON jobs (webhook_due) WHERE webhook_state = 0;
        CREATE TABLE items (
            job BLOB NOT NULL,
            position INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            name TEXT,
            digest BLOB NOT NULL,
            has_bytes INTEGER NOT NULL,
            due_at INTEGER, -- null in a draft; the lease's end while there is a token
            token BLOB,
            attempts INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (job, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX items_due ON items (tenant, due_at, job, position) WHERE due_at IS NOT NULL;
        CREATE TABLE pictures (
            job BLOB NOT NULL,
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (job, position)
        ) STRICT;
        CREATE TABLE log (
            job BLOB NOT NULL,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            document BLOB NOT NULL,
            PRIMARY KEY (job, sequence)
        ) STRICT;
        """;

    /// <remarks>
    /// So that deliveries to a host that is busy are passed over without a look at the jobs. Those that were due before have none.
    /// </remarks>
    private const string WebhookHosts = """
        ALTER TABLE jobs ADD COLUMN webhook_host TEXT;
        DROP INDEX jobs_webhooks;
        CREATE INDEX jobs_webhooks ON jobs (webhook_due, tenant, webhook_host) WHERE webhook_state = 0;
        """;

    public static IReadOnlyList<string> All { get; } = [Jobs, WebhookHosts];
}
