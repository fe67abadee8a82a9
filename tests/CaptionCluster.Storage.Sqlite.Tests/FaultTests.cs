using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Testing.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaptionCluster.Storage.Sqlite.Tests;

/// <summary>What goes wrong with files and disks, and that the store is well again afterwards.</summary>
public sealed class FaultTests : IDisposable
{
    private const int SmallestFile = 1 << 17;

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PutAsync_DiskFull_FailsAndRecoversWhenThereIsRoom()
    {
        await using var store = _folder.Open(options => options.MaxFileBytes = SmallestFile);
        var number = 0;

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            while (true) await PutAsync(store, StoredCaptions.Make(number++));
        });

        Assert.Equal(raw.SQLITE_FULL, Assert.IsType<SqliteException>(error.InnerException).SqliteErrorCode);
        Assert.Contains(_folder.File, error.Message, StringComparison.Ordinal);
        var refused = StoredCaptions.Make(number - 1);
        Assert.Empty(await store.GetAllAsync(refused.Digest, CancellationToken.None));
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(0), CancellationToken.None));

        for (var i = 0; i < 9; i++) Assert.True(await store.DeleteAsync(StoredCaptions.Digest(i), CancellationToken.None));
        await PutAsync(store, refused);
        Whole.Equal(refused, Assert.Single(await store.GetAllAsync(refused.Digest, CancellationToken.None)));
    }

    [Fact]
    public async Task PutAsync_NoRoomForOneOfAGroup_FailsItAlone()
    {
        await using var store = _folder.Open(options => options.MaxFileBytes = SmallestFile);
        await PutAsync(store, StoredCaptions.Make(0));
        var tooLarge = StoredCaptions.Make(2, text: new string('x', 2 * SmallestFile));

        var held = new HeldFile(_folder);
        var puts = new[] { StoredCaptions.Make(1), tooLarge, StoredCaptions.Make(3) }.Select(caption => PutAsync(store, caption)).ToList();
        held.Dispose();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => puts[1]);
        await Task.WhenAll(puts[0], puts[2]);
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(3), CancellationToken.None));
    }

    [Fact]
    public async Task PutAsync_LockedForTooLong_FailsAndRecoversAfterwards()
    {
        await using var store = _folder.Open(options => options.BusyTimeout = TimeSpan.FromSeconds(1));
        await PutAsync(store, StoredCaptions.Make(1));

        using (new HeldFile(_folder))
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, StoredCaptions.Make(2)));
            Assert.Contains("locked", error.Message, StringComparison.Ordinal);
            Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
        }

        await PutAsync(store, StoredCaptions.Make(2));
        Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(2), CancellationToken.None));
    }

    [Fact]
    public async Task GetAllAsync_PagesOverwritten_NamesTheCorruptFile()
    {
        await using (var store = _folder.Open())
        {
            for (var number = 0; number < 40; number++) await PutAsync(store, StoredCaptions.Make(number));
        }

        var bytes = await File.ReadAllBytesAsync(_folder.File);
        bytes.AsSpan(8192).Fill(0xAB);
        await File.WriteAllBytesAsync(_folder.File, bytes);

        await using var broken = _folder.Open();
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            broken.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None)
        );
        Assert.Contains(_folder.File + " is corrupt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileMovedAway_StartsANewOne()
    {
        await using var store = _folder.Open();
        await PutAsync(store, StoredCaptions.Make(1));
        await store.DisposeAsync();
        foreach (var file in Directory.GetFiles(_folder.Path)) File.Move(file, file + ".old");

        await using var fresh = _folder.Open();
        await PutAsync(fresh, StoredCaptions.Make(2));

        Assert.Empty(await fresh.GetAllAsync(StoredCaptions.Digest(1), CancellationToken.None));
        Assert.Single(await fresh.GetAllAsync(StoredCaptions.Digest(2), CancellationToken.None));
    }

    [Fact]
    public async Task TwoStores_OneFile_BothWriteAndSeeEachOther()
    {
        await using var one = _folder.Open();
        await using var other = _folder.Open();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => PutAsync(number % 2 == 0 ? one : other, StoredCaptions.Make(number))));

        for (var number = 0; number < 100; number++)
        {
            Assert.Single(await (number % 2 == 0 ? other : one).GetAllAsync(StoredCaptions.Digest(number), CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(raw.SQLITE_READONLY, "is read-only")]
    [InlineData(raw.SQLITE_IOERR, "disk reports an error")]
    [InlineData(raw.SQLITE_CANTOPEN, "can't be opened")]
    [InlineData(raw.SQLITE_MISUSE, "message of SQLite")]
    public void Explain_AnyCode_SaysWhatItMeans(int code, string expected)
    {
        var error = SqliteFault.Explain(
            new SqliteException("message of SQLite", code),
            SqliteFile.Captions(new SqliteStoreOptions()) with
            {
                Path = "/a/captions.db",
            }
        );

        Assert.StartsWith("The caption store /a/captions.db ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("store-unavailable", error.Code);
    }

    private static Task PutAsync(SqliteCaptionStore store, StoredCaption caption) => store.PutAsync(caption, CancellationToken.None);
}
