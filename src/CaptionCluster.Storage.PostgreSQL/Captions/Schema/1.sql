-- Captions. Run again when a table is gone: leaves alone what is there.
CREATE TABLE IF NOT EXISTS caption_keys (
    id uuid PRIMARY KEY, -- made of the text: the same one again should this table be lost and the other not
    text text NOT NULL,
    document json NOT NULL
);
CREATE TABLE IF NOT EXISTS captions (
    digest bytea,
    key_id uuid,
    created_at bigint NOT NULL, -- milliseconds since 1970-01-01 UTC
    document json NOT NULL,
    attention bytea NOT NULL,
    PRIMARY KEY (digest, key_id)
);
