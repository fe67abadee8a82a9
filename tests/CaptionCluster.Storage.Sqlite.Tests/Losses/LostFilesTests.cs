using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Files;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Writing;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptionCluster.Storage.Sqlite.Tests.Losses;

/// <summary>
/// Files that go away under a store: it says so, claims nothing, and is well again by itself. Windows lets nobody take them away.
/// </summary>
public sealed class LostFilesTests : IDisposable
{
    private readonly LossFolder _folder = new();

    public static TheoryData<Accident> Accidents => [.. Enum.GetValues<Accident>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Accidents))]
    public async Task PutAsync_FilesLost_FailsAndStoresWhatComesLater(Accident accident)
    {
        var backup = await _folder.BackupAsync(100);
        await using (var store = _folder.OpenCaptions())
        {
            await PutAsync(store, 1);
            await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None); // A reader is open too.

            accident.Happen(_folder.Captions, backup);

            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));
            Assert.Contains("The caption store captions.db ", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, store.Losses);
            Assert.Equal(error.Message, store.Trouble);
            var logged = Assert.Single(_folder.Log.At(LogLevel.Error));
            Assert.Equal(error.Message, logged.Replace(_folder.Captions, "captions.db", StringComparison.Ordinal));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 3));

            _folder.Settle(store);
            await PutAsync(store, 4);
            Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(4), CancellationToken.None));
            Assert.Single(_folder.Log.At(LogLevel.Error));
            Assert.Contains("kept in the file that is there since", store.Trouble, StringComparison.Ordinal);
            _folder.Time.Advance(FileGuard.Remembered);
            _folder.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(store.Trouble);
        }

        await using var next = _folder.OpenCaptions();
        Assert.Single(await next.GetAllAsync(StoredCaptions.Digest(4), CancellationToken.None));
        Assert.Equal(accident.TakesTheDatabase() ? 0 : 1, (await next.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None)).Count);
        var left = await next.GetAllAsync(StoredCaptions.Digest(100), CancellationToken.None);
        Assert.Equal(accident is Accident.DatabaseReplaced or Accident.AllReplaced ? 1 : 0, left.Count);
        Assert.Equal("ok", LossFolder.Inspect(_folder.Captions).Integrity);
    }

    [Theory]
    [MemberData(nameof(Accidents))]
    public async Task GetAllAsync_FilesLost_TellsNothingThatNobodyWillFind(Accident accident)
    {
        var backup = await _folder.BackupAsync(100);
        await using var store = _folder.OpenCaptions();
        await PutAsync(store, 1);
        await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None);

        accident.Happen(_folder.Captions, backup);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
        Assert.Equal(1, store.Losses);
    }

    [Theory]
    [MemberData(nameof(Accidents))]
    public async Task LookAfter_NobodyReadsOrWrites_NoticesAndOpensAnew(Accident accident)
    {
        var backup = await _folder.BackupAsync(100);
        await using var store = _folder.OpenCaptions();
        await PutAsync(store, 1);
        store.LookAfter();
        Assert.Null(store.Trouble);

        accident.Happen(_folder.Captions, backup);
        store.LookAfter();

        var logged = Assert.Single(_folder.Log.At(LogLevel.Error));
        Assert.Equal(store.Trouble, logged.Replace(_folder.Captions, "captions.db", StringComparison.Ordinal));
        _folder.Settle(store);
        await store.DisposeAsync(); // The writer has done what it was told.
        Assert.True(File.Exists(_folder.Captions));
        Assert.Single(_folder.Log.At(LogLevel.Warning), line => line.Contains("open again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LookAfter_DeletedBeforeTheFirstUse_IsNoticed()
    {
        await using var store = _folder.OpenCaptions();

        File.Delete(_folder.Captions);
        _folder.Settle(store);

        Assert.Equal(1, store.Losses);
        await PutAsync(store, 1);
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_LostAgainAndAgain_IsSaidEachTime()
    {
        await using var store = _folder.OpenCaptions();
        for (var time = 1; time <= 3; time++)
        {
            await PutAsync(store, time);
            Accident.AllDeleted.Happen(_folder.Captions, "");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 10 + time));
            Assert.Equal((time, time), (store.Losses, _folder.Log.At(LogLevel.Error).Count));
            _folder.Settle(store);
        }
    }

    [Fact]
    public async Task PutAsync_LostBetweenWritingAndCommit_IsNotSaidToBeStored()
    {
        var options = new SqliteStoreOptions { Folder = _folder.Path };
        var file = SqliteFile.Captions(options);
        using var metrics = new StoreMetrics(_folder.Time, "captions", () => 0);
        await using var writes = new GroupCommit<CaptionWriter>(
            new SqliteDatabase(options, file, new FileGuard(file, _folder.Time, NullLogger.Instance)),
            connection => new CaptionWriter(connection),
            options,
            metrics,
            NullLogger.Instance
        );
        var caption = StoredCaptions.Make(1);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => writes.CommitAsync(
            writer =>
            {
                Accident.AllDeleted.Happen(_folder.Captions, "");
                return writer.Put(CaptionRow.Of(caption, KeyRow.Of(caption.Key)));
            },
            CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_FolderMoved_TheMovedFileHasAllThatWasStored()
    {
        await using var store = _folder.OpenCaptions();
        for (var number = 0; number < 20; number++) await PutAsync(store, number);

        Accident.FolderMoved.Happen(_folder.Captions, "");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 20));
        _folder.Settle(store);
        await PutAsync(store, 21);

        Assert.Equal((20, "ok"), LossFolder.Inspect(Path.Combine(_folder.Path + ".old", "captions.db")));
        Assert.Equal((1, "ok"), LossFolder.Inspect(_folder.Captions));
    }

    [Fact]
    public async Task PutAsync_DatabaseMovedFromItsLog_TheMovedFileHasAllAndTheNewOneNothingOfIt()
    {
        await using var store = _folder.OpenCaptions();
        for (var number = 0; number < 20; number++) await PutAsync(store, number);

        File.Move(_folder.Captions, _folder.Captions + ".old");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 20));
        _folder.Settle(store);
        await PutAsync(store, 21);

        Assert.Equal((20, "ok"), LossFolder.Inspect(_folder.Captions + ".old"));
        Assert.Equal((1, "ok"), LossFolder.Inspect(_folder.Captions));
    }

    [Fact]
    public async Task PutAsync_NoFolderCanBeMade_SaysWhyOnceAndRecovers()
    {
        await using var store = _folder.OpenCaptions();
        await PutAsync(store, 1);
        Accident.FolderDeleted.Happen(_folder.Captions, "");
        await File.WriteAllTextAsync(_folder.Path, "in the way");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 2));
        _folder.Settle(store);

        for (var time = 0; time < 3; time++) await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 3));
        Assert.Equal(2, _folder.Log.At(LogLevel.Error).Count);
        Assert.Contains("can't be made", _folder.Log.At(LogLevel.Error)[1], StringComparison.Ordinal);
        Assert.Contains("can't be made", store.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, store.Trouble, StringComparison.Ordinal);

        File.Delete(_folder.Path);
        await PutAsync(store, 4);
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(4), CancellationToken.None));
    }

    [Fact]
    public async Task TwoStores_FilesLost_BothGoOnInTheNewFile()
    {
        await using var one = _folder.OpenCaptions();
        await using var other = _folder.OpenCaptions();
        await Task.WhenAll(PutAsync(one, 1), PutAsync(other, 2));

        Accident.AllDeleted.Happen(_folder.Captions, "");
        // Both have let go.
        foreach (var store in new[] { one, other }) await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, 3));
        _folder.Settle(one);
        await Task.WhenAll(Enumerable.Range(10, 40).Select(number => PutAsync(number % 2 == 0 ? one : other, number)));

        Assert.Equal((1, 1), (one.Losses, other.Losses));
        Assert.Equal((40, "ok"), LossFolder.Inspect(_folder.Captions));
    }

    [Fact]
    public async Task AcceptAsync_FilesLost_AcceptsNothingUntilThereIsAFileAgain()
    {
        await using var store = _folder.OpenJobs();
        var order = Testing.Storage.Jobs.Order();
        await store.OpenAsync(order, CancellationToken.None);
        await store.AddAsync(order.Id, [Testing.Storage.Jobs.Item(0)], CancellationToken.None);

        Accident.AllDeleted.Happen(_folder.Jobs, "");

        var acceptance = new JobAcceptance(1, order.CreatedAt, null);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AcceptAsync(order.Id, acceptance, CancellationToken.None));
        Assert.Contains("its jobs are lost", store.Trouble, StringComparison.Ordinal);
        store.LookAfter();
        _folder.Time.Advance(FileGuard.Settling);
        await Assert.ThrowsAsync<JobNotFoundException>(() => store.AcceptAsync(order.Id, acceptance, CancellationToken.None));
        await store.OpenAsync(order, CancellationToken.None);
        await store.AddAsync(order.Id, [Testing.Storage.Jobs.Item(0)], CancellationToken.None);
        Assert.Equal(1, (await store.AcceptAsync(order.Id, acceptance, CancellationToken.None)).Items);
    }

    [Fact]
    public async Task UnderLoad_FilesDeletedAgainAndAgain_WhatIsSaidToBeStoredAfterTheLastIsThere()
    {
        var stored = new System.Collections.Concurrent.ConcurrentDictionary<int, long>();
        long losses;
        await using (var store = _folder.OpenCaptions())
        {
            var next = 0;
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    var number = Interlocked.Increment(ref next);
                    try
                    {
                        var before = store.Losses;
                        await PutAsync(store, number);
                        if (before == store.Losses) stored[number] = before;
                    }
                    catch (StoreUnavailableException)
                    {
                        await Task.Yield();
                    }
                }
            })).ToList();

            for (var time = 1; time <= 5; time++)
            {
                var enough = stored.Count + 50;
                while (stored.Count < enough) await Task.Yield();
                Accident.AllDeleted.Happen(_folder.Captions, "");
                while (store.Losses < time) await Task.Yield();
                _folder.Settle(store);
            }

            losses = store.Losses;
            var last = stored.Count + 50;
            while (stored.Count < last) await Task.Yield();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        await using var restarted = _folder.OpenCaptions();
        var promised = stored.Where(entry => entry.Value == losses).Select(entry => entry.Key).ToList();
        Assert.NotEmpty(promised);
        foreach (var number in promised) Assert.Single(await restarted.GetAllAsync(StoredCaptions.Digest(number), CancellationToken.None));
    }

    private static Task PutAsync(SqliteCaptionStore store, int number) =>
        store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);
}
