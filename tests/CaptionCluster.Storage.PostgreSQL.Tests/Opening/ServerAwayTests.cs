using System.Net;
using System.Net.Sockets;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;
using Made = CaptionCluster.Testing.Storage.Jobs;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Opening;

/// <summary>A server that goes away, and comes back, with what it had.</summary>
public sealed class ServerAwayTests
{
    private static CancellationToken None => CancellationToken.None;

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task AnyCall_ServerStoppedAndStarted_FailsWithASentenceAndGoesOn()
    {
        using var server = new PostgreSQLServer();
        await using var room = new Room(server.ConnectionString);
        var (captions, jobs) = (room.OpenCaptions(), room.OpenJobs());
        await captions.PutAsync(StoredCaptions.Make(1), None);
        await jobs.OpenAsync(Made.Order(), None);

        server.Stop();
        await captions.LookAfterAsync(None);
        var unstored = await Assert.ThrowsAsync<StoreUnavailableException>(() => captions.PutAsync(StoredCaptions.Make(2), None));
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => jobs.OpenAsync(Made.Order(), None));

        foreach (var error in new[] { unstored, refused })
        {
            Assert.StartsWith(server.Name, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(PostgreSQLServer.Password, error.ToString(), StringComparison.Ordinal);
        }

        Assert.StartsWith(server.Name, captions.Trouble, StringComparison.Ordinal);
        server.Start();
        await captions.PutAsync(StoredCaptions.Make(2), None);
        await jobs.OpenAsync(Made.Order(), None);
        Whole.Equal(StoredCaptions.Make(1), Assert.Single(await captions.GetAllAsync(StoredCaptions.Digest(1), None)));
        await captions.LookAfterAsync(None);
        Assert.Equal((null, 0), (captions.Trouble, captions.Losses));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task StartAsync_ServerIsAway_StartsAllTheSameAndMakesTablesLater()
    {
        using var server = new PostgreSQLServer();
        await using var room = new Room(server.ConnectionString);
        server.Stop();
        var (captions, jobs) = (room.OpenCaptions(), room.OpenJobs());

        await captions.StartAsync(None);
        await jobs.StartAsync(None);

        server.Start();
        await captions.PutAsync(StoredCaptions.Make(1), None);
        await jobs.OpenAsync(Made.Order(), None);
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task GetAllAsync_TableIsHeld_IsGivenUpInTimeAndGoesOn()
    {
        using var server = new PostgreSQLServer();
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenCaptions(options => options.OperationTimeout = TimeSpan.FromMilliseconds(300));
        await store.PutAsync(StoredCaptions.Make(1), None);

        await using (await room.HoldAsync("captions"))
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAllAsync(StoredCaptions.Digest(1), None));
            Assert.EndsWith("did not answer within 0.3 s.", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(1), None));
    }

    [Fact]
    public async Task PutAsync_ServerIsSilent_IsGivenUpInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var store = new Room($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=ann;Password=quiet-word")
            .OpenCaptions(options => options.OperationTimeout = TimeSpan.FromMilliseconds(300));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(StoredCaptions.Make(1), None));

        Assert.EndsWith("did not answer within 0.3 s.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet-word", error.ToString(), StringComparison.Ordinal);
    }
}
