-- Jobs. Run again when a table is gone: leaves alone what is there.
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
