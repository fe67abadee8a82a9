using CaptionCluster.MongoDBDouble;
using CaptionCluster.Storage.MongoDB.Jobs;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.MongoDB.Tests.Jobs;

public sealed class MongoDBJobStoreConformanceTests(MongoServer server) : JobStoreConformance, IClassFixture<MongoServer>
{
    private readonly string _database = MongoServerUnderTest.NewDatabase();
    private readonly List<MongoDBJobStore> _opened = [];

    protected override Task<IJobStore> OpenAsync() => OpenAnotherAsync();

    protected override async Task<IJobStore> OpenAnotherAsync()
    {
        var options = new MongoDBJobStoreOptions { ConnectionString = server.ConnectionString, Database = _database };
        var store = new MongoDBJobStore(Options.Create(options), TimeProvider.System, NullLogger<MongoDBJobStore>.Instance);
        _opened.Add(store);
        await store.StartAsync(None);
        return store;
    }

    protected override async Task<IJobStore> ReopenAsync()
    {
        await CloseStoresAsync();
        return await OpenAnotherAsync();
    }

    protected override async Task CloseAsync()
    {
        await CloseStoresAsync();
        await server.DropAsync(_database);
    }

    private async Task CloseStoresAsync()
    {
        foreach (var store in _opened) await store.DisposeAsync();
        _opened.Clear();
    }
}
