using CaptionCluster.MongoDBDouble;
using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

public sealed class MongoDBCaptionStoreConformanceTests(MongoServer server) : CaptionStoreConformance, IClassFixture<MongoServer>
{
    private readonly string _database = MongoServerUnderTest.NewDatabase();
    private MongoDBCaptionStore _store = null!;

    protected override async Task<ICaptionStore> OpenAsync()
    {
        _store = StoreFactory.Open(server.ConnectionString, _database);
        await _store.StartAsync(CancellationToken.None);
        return _store;
    }

    protected override async Task<ICaptionStore> ReopenAsync()
    {
        await _store.DisposeAsync();
        return await OpenAsync();
    }

    protected override async Task CloseAsync()
    {
        await _store.DisposeAsync();
        await server.DropAsync(_database);
    }
}
