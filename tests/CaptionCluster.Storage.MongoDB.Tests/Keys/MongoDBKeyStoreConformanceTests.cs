using CaptionCluster.MongoDBDouble;
using CaptionCluster.Storage.MongoDB.Keys;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.MongoDB.Tests.Keys;

public sealed class MongoDBKeyStoreConformanceTests(MongoServer server) : KeyStoreConformance, IClassFixture<MongoServer>
{
    private readonly string _database = MongoServerUnderTest.NewDatabase();
    private readonly List<MongoDBKeyStore> _open = [];

    protected override Task<IKeyStore> OpenAsync() => OpenAnotherAsync();

    protected override Task<IKeyStore> OpenAnotherAsync()
    {
        var options = new MongoDBKeyStoreOptions { ConnectionString = server.ConnectionString, Database = _database };
        _open.Add(new MongoDBKeyStore(Options.Create(options), TimeProvider.System, NullLogger<MongoDBKeyStore>.Instance));
        return Task.FromResult<IKeyStore>(_open[^1]);
    }

    protected override async Task<IKeyStore> ReopenAsync()
    {
        await DisposeStoresAsync();
        return await OpenAsync();
    }

    protected override async Task CloseAsync()
    {
        await DisposeStoresAsync();
        await server.DropAsync(_database);
    }

    private async Task DisposeStoresAsync()
    {
        foreach (var store in _open) await store.DisposeAsync();
        _open.Clear();
    }
}
