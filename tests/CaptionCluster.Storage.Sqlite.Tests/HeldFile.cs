using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Tests;

/// <summary>Holds a store's write lock, as another process might, until it is disposed: what is put meanwhile gathers.</summary>
internal sealed class HeldFile : IDisposable
{
    private readonly SqliteConnection _connection;

    public HeldFile(StoreFolder folder)
    {
        _connection = folder.Connect();
        _connection.Run("BEGIN IMMEDIATE");
    }

    public void Dispose() => _connection.Dispose();
}
