using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Jobs;

[Needs(PostgreSQLServer.Program)]
[Collection(ServerTests.Name)]
public sealed class PostgreSQLJobStoreConformanceTests(SharedPostgreSQLServer server) : JobStoreConformance
{
    private Room _room = null!;

    protected override Task<IJobStore> OpenAsync()
    {
        _room = new Room(server.ConnectionString);
        return OpenAnotherAsync();
    }

    protected override Task<IJobStore> OpenAnotherAsync() => Task.FromResult<IJobStore>(_room.OpenJobs());

    protected override async Task<IJobStore> ReopenAsync()
    {
        await _room.CloseAsync();
        return await OpenAnotherAsync();
    }

    protected override Task CloseAsync() => _room.DisposeAsync().AsTask();
}
