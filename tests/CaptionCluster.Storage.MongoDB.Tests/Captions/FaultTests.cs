using CaptionCluster.MongoDBDouble;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

/// <summary>
/// What goes wrong with servers and networks, and that the store is well again afterwards. Always against the double: it fails on demand.
/// </summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    private readonly MongoServerDouble _server = new();
    private readonly List<MongoDBCaptionStore> _stores = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _server.Faults.Resume();
        foreach (var store in _stores) await store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task PutAsync_ConnectionBreaksBeforeOrAfterTheWrite_WritesOnce()
    {
        var store = Open();
        foreach (var (number, timing) in new[] { FaultTiming.Before, FaultTiming.After }.Index())
        {
            _server.Faults.Add(FaultPoint.Cut("update", timing));

            await PutAsync(store, number);

            Assert.Single(await GetAsync(store, number));
        }
    }

    [Fact]
    public async Task DeleteAsync_ConnectionBreaksAfterTheWrite_KnowsWhatItDeleted()
    {
        var store = Open();
        await PutAsync(store, 1);
        _server.Faults.Add(FaultPoint.Cut("delete", FaultTiming.After));

        Assert.True(await store.DeleteAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_ServerGoesAwayDuringItAndComesBack_Succeeds()
    {
        var store = Open();
        await PutAsync(store, 1);
        _server.Faults.Hang();
        var put = PutAsync(store, 2);
        await _server.Faults.UntilHangingAsync();

        await _server.GoDownAsync();
        _server.Faults.Resume();
        _server.ComeBack();

        await put;
        Assert.Single(await GetAsync(store, 2));
    }

    [Fact]
    public async Task PutAsync_ServerIsDown_FailsAndRecoversWhenItIsBack()
    {
        var store = Open(s_short);
        await EventuallyAsync(() => PutAsync(store, 1));
        await _server.GoDownAsync();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));

        Assert.Contains($"127.0.0.1:{_server.Port}", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => GetAsync(store, 1));
        _server.ComeBack();
        await EventuallyAsync(() => PutAsync(store, 2));
        Assert.Single(await GetAsync(Open(), 1));
        Assert.Single(await GetAsync(Open(), 2));
    }

    [Fact]
    public async Task AnyCall_ServerHangs_FailsInTimeAndSaysSo()
    {
        var store = Open(s_short);
        await EventuallyAsync(() => PutAsync(store, 1));
        _server.Faults.Hang();

        var put = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));
        var get = await Assert.ThrowsAsync<StoreUnavailableException>(() => GetAsync(store, 1));

        Assert.Contains("did not answer within 0.3 s", put.Message, StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(get.InnerException);
        _server.Faults.Resume();
        await EventuallyAsync(() => PutAsync(store, 2));
    }

    [Fact]
    public async Task GetAllAsync_CancelledWhileTheServerHangs_LeavesAtOnce()
    {
        var store = Open();
        await PutAsync(store, 1);
        _server.Faults.Hang();
        using var cancellation = new CancellationTokenSource();
        var get = store.GetAllAsync(StoredCaptions.Digest(1), cancellation.Token);
        await _server.Faults.UntilHangingAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
    }

    [Fact]
    public async Task PutAsync_TwoServersUpsertTheSame_ReplacesAtTheSecondTry()
    {
        var store = Open();
        await PutAsync(store, 1);
        _server.Faults.Add(Refusal("update", 11000, "E11000 duplicate key error"));

        await PutAsync(store, 1);

        Assert.Single(await GetAsync(store, 1));
    }

    [Fact]
    public async Task PutAsync_OneOfABatchRefused_FailsItAlone()
    {
        var store = Open();
        await PutAsync(store, 0);
        _server.Faults.Hang();
        var held = PutAsync(store, 1);
        await _server.Faults.UntilHangingAsync();
        var puts = new[] { PutAsync(store, 2), PutAsync(store, 3) };
        _server.Faults.Resume();
        _server.Faults.Add(new FaultPoint("update", FaultTiming.Before, new BsonDocument { { "ok", 1 }, { "n", 1 }, { "nModified", 0 } }));
        _server.Faults.Add(Refusal("update", 121, "Document failed validation"));

        await held;
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => puts[0]);

        Assert.Contains("Document failed validation", error.Message, StringComparison.Ordinal);
        await puts[1];
    }

    [Fact]
    public async Task PutAsync_ElectionOnceOrForLong_IsTriedAgainOrFails()
    {
        var store = Open();
        _server.Faults.Add(FaultPoint.NotPrimary("update"));
        await PutAsync(store, 1);
        Assert.Single(await GetAsync(store, 1));

        _server.Faults.Add(FaultPoint.NotPrimary("update", times: 100));
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));

        Assert.Contains("electing another primary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAsync_NotOnAMajority_Fails()
    {
        var store = Open();
        await PutAsync(store, 1);
        _server.Faults.Add(FaultPoint.WriteConcern("update"));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));

        Assert.Contains("not on a majority", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ServerRefusesThePassword_SaysSoWithoutIt()
    {
        _server.Faults.RefusesEverybody = true;
        var store = Open(uri: _server.ConnectionString.Replace("mongodb://", "mongodb://ann:s3cr3t@", StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.StartAsync(CancellationToken.None));

        Assert.Contains("user name, password or authSource", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_PasswordMissing_NamesTheRight()
    {
        _server.Faults.RefusesEverybody = true;

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Open().StartAsync(CancellationToken.None));

        Assert.Contains("this user may not do that", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAsync_StandaloneServer_SaysWhatToDo()
    {
        var store = Open();
        await store.StartAsync(CancellationToken.None);
        _server.Faults.Add(FaultPoint.Refuse(
            "update", 20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos"));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 1));

        Assert.Contains("--replSet", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Clients of equal options share their sockets: closing one store must not close another's.</summary>
    [Fact]
    public async Task DisposeAsync_OneOfTwo_LeavesTheOtherAlone()
    {
        var (one, two) = (Open(), Open());
        await PutAsync(one, 1);
        await PutAsync(two, 2);

        await one.DisposeAsync();

        await PutAsync(two, 3);
        Assert.Single(await GetAsync(two, 1));
    }

    [Fact]
    public async Task DisposeAsync_ServerHangs_FailsWhatWaitsInOneTimeLimit()
    {
        var store = Open(s_short, configure: options => options.MaxBatchSize = 1);
        await EventuallyAsync(() => PutAsync(store, 0));
        _server.Faults.Hang();
        var puts = Enumerable.Range(1, 50).Select(number => PutAsync(store, number)).ToList();

        await store.DisposeAsync();

        foreach (var put in puts) await Assert.ThrowsAsync<StoreUnavailableException>(() => put);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, 99));
    }

    [Fact]
    public async Task GetAllAsync_SomebodyElsesDocument_SaysWhatIsMissing()
    {
        var store = Open();
        await PutAsync(store, 1);
        using var client = new MongoClient(_server.ConnectionString);
        await client.GetDatabase("faults").GetCollection<BsonDocument>("captions")
            .UpdateOneAsync(new BsonDocument(), new BsonDocument("$unset", new BsonDocument("caption", 1)));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => GetAsync(store, 1));

        Assert.Contains("'caption'", error.Message, StringComparison.Ordinal);
    }

    private static FaultPoint Refusal(string command, int code, string message) => new(command, FaultTiming.Before, new BsonDocument
    {
        { "ok", 1 },
        { "n", 0 },
        { "nModified", 0 },
        { "writeErrors", new BsonArray { new BsonDocument { { "index", 0 }, { "code", code }, { "errmsg", message } } } },
    });

    private MongoDBCaptionStore Open(TimeSpan? limit = null, string? uri = null, Action<MongoDBCaptionStoreOptions>? configure = null)
    {
        var store = StoreFactory.Open(uri ?? _server.ConnectionString, "faults", options =>
        {
            if (limit is { } timeout) options.OperationTimeout = timeout;
            configure?.Invoke(options);
        });
        _stores.Add(store);
        return store;
    }

    private static Task PutAsync(MongoDBCaptionStore store, int number) =>
        store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);

    private static Task<IReadOnlyList<StoredCaption>> GetAsync(MongoDBCaptionStore store, int number) =>
        store.GetAllAsync(StoredCaptions.Digest(number), CancellationToken.None);

    /// <summary>
    /// The first connection, and the search for a server that was away (twice a second), may take longer than the time limit of a test of
    /// failures.
    /// </summary>
    internal static async Task EventuallyAsync(Func<Task> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (StoreUnavailableException) when (attempt < 50)
            {
                // Not found yet.
            }
        }
    }
}
