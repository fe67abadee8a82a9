using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Captions;

/// <summary>Captions that wait share one transaction.</summary>
[Collection(ServerTests.Name)]
public sealed class BatchTests(SharedPostgreSQLServer server)
{
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task PutAsync_ManyWhileTheTableIsHeld_ShareATransaction()
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenCaptions();
        await store.StartAsync(CancellationToken.None);

        var held = await room.HoldAsync("captions");
        var puts = Enumerable.Range(0, 25).Select(number => store.PutAsync(StoredCaptions.Make(number), CancellationToken.None)).ToList();
        await held.DisposeAsync();
        await Task.WhenAll(puts);

        Assert.InRange((long)(await room.RunAsync("SELECT count(DISTINCT xmin::text) FROM captions"))!, 1, 3);
    }

    /// <summary>A key of a client's making may have what PostgreSQL's text has not.</summary>
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task PutAsync_OneThatCanNotBeKept_FailsAlone()
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenCaptions();
        var odd = StoredCaptions.Make(1, StoredCaptions.Key with { Decoding = new DecodingOptions { Task = "a\0b" } });
        var puts = Enumerable.Range(2, 30).Select(number => StoredCaptions.Make(number)).Prepend(odd).Append(StoredCaptions.Make(1))
            .Select(caption => store.PutAsync(caption, CancellationToken.None)).ToList();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => puts[0]);

        Assert.Contains("failed", error.Message, StringComparison.Ordinal);
        await Task.WhenAll(puts.Skip(1));
        Whole.Equal(StoredCaptions.Make(1), Assert.Single(await store.GetAllAsync(odd.Digest, CancellationToken.None)));
    }
}
