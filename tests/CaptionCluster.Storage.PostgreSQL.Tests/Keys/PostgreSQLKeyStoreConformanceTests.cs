using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Keys;

[Needs(PostgreSQLServer.Program)]
[Collection(ServerTests.Name)]
public sealed class PostgreSQLKeyStoreConformanceTests(SharedPostgreSQLServer server) : KeyStoreConformance
{
    private Room _room = null!;

    protected override Task<IKeyStore> OpenAsync()
    {
        _room = new Room(server.ConnectionString);
        return OpenAnotherAsync();
    }

    protected override Task<IKeyStore> OpenAnotherAsync() => Task.FromResult<IKeyStore>(_room.OpenKeys());

    protected override async Task<IKeyStore> ReopenAsync()
    {
        await _room.CloseAsync();
        return _room.OpenKeys();
    }

    protected override Task CloseAsync() => _room.DisposeAsync().AsTask();
}
