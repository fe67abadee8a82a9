namespace CaptionCluster.Storage.Sqlite.Keys;

/// <summary>Every change of the key store's schema, oldest first. A released one is never edited: a new one is appended.</summary>
internal static class KeyMigrations
{
    private const string Keys = """
        CREATE TABLE keys (
            id TEXT PRIMARY KEY,
            created_at INTEGER NOT NULL, -- milliseconds since 1970-01-01 UTC
            expires_at INTEGER,
            revoked_at INTEGER,
            document BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE keys_version (value TEXT NOT NULL) STRICT; -- one row
        INSERT INTO keys_version VALUES ('');
        """;

    public static IReadOnlyList<string> All { get; } = [Keys];
}
