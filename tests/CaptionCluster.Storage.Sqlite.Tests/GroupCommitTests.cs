using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class GroupCommitTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(256, new[] { 25 })]
    [InlineData(10, new[] { 10, 10, 5 })]
    public async Task PutAsync_ManyWhileTheFileIsHeld_ShareCommits(int maxGroupSize, int[] expectedSizes)
    {
        await using var store = Open(options => options.MaxGroupSize = maxGroupSize);
        using var commits = new CommitSizes(store);

        var held = new HeldFile(_folder);
        var puts = Enumerable.Range(0, 25).Select(number => PutAsync(store, number)).ToList();
        held.Dispose();
        await Task.WhenAll(puts);

        await store.DisposeAsync(); // The last commit is counted after its callers are told.
        Assert.Equal(expectedSizes, commits.Seen);
    }

    [Fact]
    public async Task PutAsync_OneRefusedByTheDatabase_FailsItAlone()
    {
        await using var store = Open();
        using (var connection = _folder.Connect())
        {
            connection.Run($"""
                CREATE TRIGGER refuse BEFORE INSERT ON captions WHEN new.digest = x'{StoredCaptions.Digest(3)}'
                BEGIN SELECT RAISE(ABORT, 'not this one'); END
                """);
        }

        var held = new HeldFile(_folder);
        var puts = Enumerable.Range(0, 6).Select(number => PutAsync(store, number)).ToList();
        held.Dispose();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => puts[3]);
        Assert.Contains("not this one", error.Message, StringComparison.Ordinal);
        puts.RemoveAt(3);
        await Task.WhenAll(puts);
        Assert.Empty(await store.GetAllAsync(StoredCaptions.Digest(3), CancellationToken.None));
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(4), CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_CancelledWhileWaiting_LeavesAtOnceAndIsNotWritten()
    {
        await using var store = Open();
        using var cancellation = new CancellationTokenSource();

        using (new HeldFile(_folder))
        {
            var put = store.PutAsync(StoredCaptions.Make(1), cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        }

        await PutAsync(store, 2);
        Assert.Empty(await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_QueueFull_WaitsForAPlace()
    {
        await using var store = Open(options => options.MaxQueueDepth = 2);
        using var cancellation = new CancellationTokenSource();

        var held = new HeldFile(_folder);
        var puts = Enumerable.Range(0, 8).Select(number => PutAsync(store, number)).ToList();
        var impatient = store.PutAsync(StoredCaptions.Make(100), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.DoesNotContain(puts, put => put.IsCompleted);
        held.Dispose();

        await Task.WhenAll(puts);
        Assert.Empty(await store.GetAllAsync(StoredCaptions.Digest(100), CancellationToken.None));
    }

    [Fact]
    public async Task DisposeAsync_WithWritesWaiting_CommitsThemAndEmptiesTheLog()
    {
        var store = Open();
        var held = new HeldFile(_folder);
        var puts = Enumerable.Range(0, 20).Select(number => PutAsync(store, number)).ToList();

        var closing = store.DisposeAsync();
        held.Dispose();
        await closing;

        await Task.WhenAll(puts);
        Assert.False(File.Exists(_folder.File + "-wal"));
        using var connection = _folder.Connect();
        Assert.Equal(20, connection.Scalar("SELECT count(*) FROM captions"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, 21));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    private static Task PutAsync(SqliteCaptionStore store, int number) =>
        store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);

    private SqliteCaptionStore Open(Action<SqliteStoreOptions>? configure = null)
    {
        var store = _folder.Open(configure);
        store.Open();
        return store;
    }
}
