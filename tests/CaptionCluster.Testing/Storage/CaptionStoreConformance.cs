using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <summary>
/// What every <see cref="ICaptionStore"/> must do. Derive from it in the tests of a store. Times are kept to the millisecond.
/// </summary>
public abstract partial class CaptionStoreConformance : IAsyncLifetime
{
    /// <summary>The store under test, empty at the start of each test.</summary>
    protected ICaptionStore Store { get; private set; } = null!;

    protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    [ConformanceFact]
    public async Task GetAllAsync_UnknownDigest_IsEmpty()
    {
        await Store.PutAsync(StoredCaptions.Make(1), None);

        Assert.Empty(await Store.GetAllAsync(StoredCaptions.Digest(2), None));
    }

    [ConformanceFact]
    public async Task GetAllAsync_AfterPut_ReturnsWhatWasPut()
    {
        var caption = StoredCaptions.Make(1);

        await Store.PutAsync(caption, None);

        Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [ConformanceFact]
    public async Task PutAsync_SameDigestAndKey_Replaces()
    {
        await Store.PutAsync(StoredCaptions.Make(1, text: "an old sentence"), None);
        var renewed = StoredCaptions.Make(1, text: "a new sentence") with { CreatedAt = DateTimeOffset.UnixEpoch.AddDays(20_000) };

        await Store.PutAsync(renewed, None);

        Whole.Equal(renewed, Assert.Single(await Store.GetAllAsync(renewed.Digest, None)));
    }

    [ConformanceFact]
    public async Task PutAsync_SameFolderUnderAnotherName_Replaces()
    {
        await Store.PutAsync(StoredCaptions.Make(1), None);
        var renamed = StoredCaptions.Make(1, StoredCaptions.Key with { Model = StoredCaptions.Model with { Name = "other" } });

        await Store.PutAsync(renamed, None);

        Whole.Equal(renamed, Assert.Single(await Store.GetAllAsync(renamed.Digest, None)));
    }

    [ConformanceFact]
    public async Task PutAsync_SeveralKeysOfADigest_KeepsEach()
    {
        var captions = Keys().Select(key => StoredCaptions.Make(1, key, $"by {key.Model.Variant} {key.Decoding.ToKey()}")).ToList();

        foreach (var caption in captions) await Store.PutAsync(caption, None);

        var kept = (await Store.GetAllAsync(captions[0].Digest, None)).ToDictionary(caption => caption.Key);
        Assert.Equal(captions.Count, kept.Count);
        foreach (var caption in captions) Whole.Equal(caption, kept[caption.Key]);
    }

    [ConformanceFact]
    public async Task DeleteAsync_SeveralKeys_RemovesAllOfThatDigestAlone()
    {
        foreach (var key in Keys()) await Store.PutAsync(StoredCaptions.Make(1, key), None);
        await Store.PutAsync(StoredCaptions.Make(2), None);

        Assert.True(await Store.DeleteAsync(StoredCaptions.Digest(1), None));

        Assert.Empty(await Store.GetAllAsync(StoredCaptions.Digest(1), None));
        Assert.Single(await Store.GetAllAsync(StoredCaptions.Digest(2), None));
    }

    [ConformanceFact]
    public async Task DeleteAsync_UnknownDigest_ReturnsFalse() => Assert.False(await Store.DeleteAsync(StoredCaptions.Digest(1), None));

    [ConformanceFact]
    public async Task PutAsync_AfterDelete_IsThereAgain()
    {
        var caption = StoredCaptions.Make(1);
        await Store.PutAsync(caption, None);
        await Store.DeleteAsync(caption.Digest, None);

        await Store.PutAsync(caption, None);

        Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
    }

    [ConformanceFact]
    public async Task ReopenAsync_AfterPutsAndDeletes_HoldsWhatWasAcknowledged()
    {
        var captions = Enumerable.Range(0, 50).Select(number => StoredCaptions.Make(number)).ToList();
        await Task.WhenAll(captions.Select(caption => Store.PutAsync(caption, None)));
        await Store.DeleteAsync(captions[3].Digest, None);

        Store = await ReopenAsync();

        Assert.Empty(await Store.GetAllAsync(captions[3].Digest, None));
        foreach (var caption in captions.Where(caption => caption != captions[3]))
        {
            Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
        }
    }

    /// <summary>A new and empty store.</summary>
    protected abstract Task<ICaptionStore> OpenAsync();

    /// <summary>Closes the store and opens the same data again, as a new process would.</summary>
    protected abstract Task<ICaptionStore> ReopenAsync();

    /// <summary>Closes the store and removes its data.</summary>
    protected abstract Task CloseAsync();

    private static IEnumerable<CaptionKey> Keys() =>
        [
            new(StoredCaptions.Model, new DecodingOptions()),
            new(StoredCaptions.Model, new DecodingOptions { NumBeams = 5, NoRepeatNgramSize = 2 }),
            new(
                StoredCaptions.Model,
                new DecodingOptions
                {
                    DoSample = true,
                    Temperature = 0.5,
                    TopK = 7,
                    TopP = 0.9,
                    Seed = 3,
                    EarlyStopping = EarlyStopping.WhenImpossible,
                    Task = "<CAPTION>",
                }
            ),
            new(StoredCaptions.Model with { Variant = "int8" }, new DecodingOptions()),
            new(StoredCaptions.Model with { Revision = new string('b', 64) }, new DecodingOptions()),
        ];
}
