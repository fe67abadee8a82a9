namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>Every change of the caption store's schema, oldest first. A released one is never edited: a new one is appended.</summary>
internal static class CaptionMigrations
{
    /// <remarks>
    /// An ordinary table with a narrow index: rows of some 2 KB would leave a WITHOUT ROWID table's own tree
    /// and take an overflow page each. Keys are few and long, so each is kept once and rows have its number.
    /// </remarks>
    private const string Captions = """
        CREATE TABLE caption_keys (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,
            document BLOB NOT NULL
        ) STRICT;
        CREATE TABLE captions (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL,
            key_id INTEGER NOT NULL REFERENCES caption_keys (id),
            created_at INTEGER NOT NULL, -- milliseconds since 1970-01-01 UTC
            document BLOB NOT NULL,
            attention BLOB NOT NULL,
            UNIQUE (digest, key_id)
        ) STRICT;
        """;

    private const string Corrections = """
        CREATE TABLE corrections (
            digest BLOB NOT NULL,
            revision TEXT NOT NULL,
            picture BLOB NOT NULL,
            model TEXT NOT NULL,
            variant TEXT NOT NULL,
            text TEXT NOT NULL,
            model_text TEXT NOT NULL,
            at INTEGER NOT NULL, -- milliseconds since 1970-01-01 UTC
            PRIMARY KEY (digest, revision)
        ) STRICT, WITHOUT ROWID;
        """;

    public static IReadOnlyList<string> All { get; } = [Captions, Corrections];
}
