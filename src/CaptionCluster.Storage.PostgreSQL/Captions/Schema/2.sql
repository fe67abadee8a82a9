-- What people wrote in the place of captions. Run again when a table is gone: leaves alone what is there.
CREATE TABLE IF NOT EXISTS corrections (
    digest bytea,
    revision text COLLATE "C",
    picture bytea NOT NULL,
    model text NOT NULL,
    variant text NOT NULL,
    text text NOT NULL,
    model_text text NOT NULL,
    at bigint NOT NULL, -- milliseconds since 1970-01-01 UTC
    PRIMARY KEY (digest, revision)
);
