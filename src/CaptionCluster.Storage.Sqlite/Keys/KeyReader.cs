using CaptionCluster.Storage.Keys;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Keys;

/// <summary>One reading connection and its prepared statements. One caller at a time.</summary>
internal sealed class KeyReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _all = connection.Prepared(ApiKeyRows.ReadAll);
    private readonly SqliteCommand _version = connection.Prepared(ApiKeyRows.ReadVersion);

    public string Version() => (string)_version.ExecuteScalar()!;

    public KeyTable All()
    {
        var found = new List<(string, ApiKey?)>();
        using var rows = _all.ExecuteReader();
        while (rows.Read()) found.Add(ApiKeyRows.Read(rows));
        return ApiKeyRows.TableOf(found);
    }

    public void Dispose()
    {
        _all.Dispose();
        _version.Dispose();
        connection.Dispose();
    }
}
