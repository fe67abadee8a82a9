using CaptionCluster.Storage.PostgreSQL.Opening;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Time.Testing;
using Made = CaptionCluster.Testing.Storage.Jobs;

namespace CaptionCluster.Storage.PostgreSQL.Tests.Opening;

/// <summary>Tables that are dropped under a store: it says so, and goes on in new ones.</summary>
[Collection(ServerTests.Name)]
public sealed class LostTablesTests(SharedPostgreSQLServer server)
{
    private static CancellationToken None => CancellationToken.None;

    [NeedsTheory(PostgreSQLServer.Program)]
    [InlineData("DROP TABLE captions")]
    [InlineData("DROP TABLE captions, caption_keys, stores")]
    [InlineData("DROP SCHEMA {0} CASCADE")]
    [InlineData("DELETE FROM stores")]
    public async Task LookAfterAsync_TablesDropped_NoticesOnceAndGoesOn(string accident)
    {
        await using var room = new Room(server.ConnectionString);
        var time = new FakeTimeProvider();
        var (store, other) = (room.OpenCaptions(time: time), room.OpenCaptions());
        await store.PutAsync(StoredCaptions.Make(1), None);
        await other.GetAllAsync(StoredCaptions.Digest(1), None);

        await room.RunAsync(accident.Replace("{0}", room.Schema, StringComparison.Ordinal));
        for (var look = 0; look < 3; look++)
        {
            await store.LookAfterAsync(None);
            await other.LookAfterAsync(None);
        }

        Assert.Equal((1, 1), (store.Losses, other.Losses));
        Assert.Contains("were dropped while they were in use", store.Trouble, StringComparison.Ordinal);
        await store.PutAsync(StoredCaptions.Make(2), None);
        Assert.Single(await other.GetAllAsync(StoredCaptions.Digest(2), None));
        time.Advance(PostgreSQLStore.Remembered + TimeSpan.FromSeconds(1));
        Assert.Null(store.Trouble);
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task PutAsync_TablesDropped_IsNotSaidToBeStoredAndIsTheNextTime()
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenCaptions();
        await store.PutAsync(StoredCaptions.Make(1), None);
        await room.RunAsync("DROP TABLE captions");

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(StoredCaptions.Make(2), None));

        Assert.Contains("lost our tables", error.Message, StringComparison.Ordinal);
        await store.PutAsync(StoredCaptions.Make(2), None);
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(2), None));
        Assert.Equal(1, store.Losses);
    }

    /// <summary>Keys are kept apart from captions: where only they are lost, no caption may be read with another's key.</summary>
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task GetAllAsync_KeysDropped_CaptionsAreMissingUntilTheirKeyIsBack()
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenCaptions();
        var other = StoredCaptions.Make(2, StoredCaptions.Key with { Decoding = new DecodingOptions { NumBeams = 7 } });
        await store.PutAsync(StoredCaptions.Make(1), None);
        await room.RunAsync("DROP TABLE caption_keys");
        await store.LookAfterAsync(None);

        await store.PutAsync(other, None);
        Assert.Empty(await store.GetAllAsync(StoredCaptions.Digest(1), None));
        await store.PutAsync(StoredCaptions.Make(3), None);

        Whole.Equal(StoredCaptions.Make(1), Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(1), None)));
    }

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task OpenAsync_TablesOfJobsDropped_RefusesOnceAndGoesOn()
    {
        await using var room = new Room(server.ConnectionString);
        var store = room.OpenJobs();
        await store.OpenAsync(Made.Order(), None);
        await room.RunAsync("DROP TABLE jobs CASCADE");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(Made.Order(), None));

        await store.OpenAsync(Made.Order(), None);
        Assert.Contains("jobs", store.Trouble, StringComparison.Ordinal);
    }
}
