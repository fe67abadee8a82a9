using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Captions;

[Needs(PostgreSQLServer.Program)]
[Collection(ServerTests.Name)]
public sealed class PostgreSQLCaptionStoreConformanceTests(SharedPostgreSQLServer server) : CaptionStoreConformance
{
    private Room _room = null!;

    protected override Task<ICaptionStore> OpenAsync()
    {
        _room = new Room(server.ConnectionString);
        return Task.FromResult<ICaptionStore>(_room.OpenCaptions());
    }

    protected override async Task<ICaptionStore> ReopenAsync()
    {
        await _room.CloseAsync();
        return _room.OpenCaptions();
    }

    protected override Task CloseAsync() => _room.DisposeAsync().AsTask();
}
