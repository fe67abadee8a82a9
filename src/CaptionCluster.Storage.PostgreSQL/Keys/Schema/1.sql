-- Keys. Run again when a table is gone: leaves alone what is there.
CREATE TABLE IF NOT EXISTS keys (
    id text PRIMARY KEY,
    created_at bigint NOT NULL, -- milliseconds since 1970-01-01 UTC
    expires_at bigint,
    revoked_at bigint,
    document json NOT NULL
);
CREATE TABLE IF NOT EXISTS keys_version (value text NOT NULL); -- one row
INSERT INTO keys_version SELECT '' WHERE NOT EXISTS (SELECT FROM keys_version);
