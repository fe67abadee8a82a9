using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Jobs;
using CaptionCluster.Storage.Sqlite.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Tests;

/// <summary>A folder of its own for one test's store, gone afterwards.</summary>
internal sealed class StoreFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("captioncluster-store-").FullName;

    public string File => System.IO.Path.Combine(Path, "captions.db");

    public SqliteCaptionStore Open(Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { Folder = Path };
        configure?.Invoke(options);
        return new SqliteCaptionStore(Options.Create(options), TimeProvider.System, NullLogger<SqliteCaptionStore>.Instance);
    }

    public SqliteJobStore OpenJobs(Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { Folder = Path };
        configure?.Invoke(options);
        return new SqliteJobStore(Options.Create(options), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
    }

    public SqliteKeyStore OpenKeys() =>
        new(Options.Create(new SqliteStoreOptions { Folder = Path }), TimeProvider.System, NullLogger<SqliteKeyStore>.Instance);

    /// <summary>The file as another process would open it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
