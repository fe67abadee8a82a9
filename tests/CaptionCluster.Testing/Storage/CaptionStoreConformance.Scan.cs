using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Scanning: everything, in order, in bounded memory.</content>
public abstract partial class CaptionStoreConformance
{
    [Fact]
    public async Task ScanAsync_Empty_YieldsNothing() => Assert.Empty(await ScanAllAsync());

    [Fact]
    public async Task ScanAsync_Many_YieldsEachOnceInDigestOrder()
    {
        var captions = Enumerable.Range(0, 600).Select(number => StoredCaptions.Make(number)).ToList();
        captions.AddRange(Keys().Select(key => StoredCaptions.Make(7, key)));
        await Task.WhenAll(captions.Select(caption => Store.PutAsync(caption, None)));

        var scanned = await ScanAllAsync();

        Assert.Equal(captions.Count, scanned.Count);
        Assert.Equal(captions.Count, scanned.DistinctBy(caption => (caption.Digest, caption.Key)).Count());
        var digests = scanned.Select(caption => caption.Digest.ToString()).ToList();
        Assert.Equal(digests.Order(StringComparer.Ordinal), digests);
    }

    /// <summary>A scan that held a lock or its connection would block, or be blocked by, what others do in its middle.</summary>
    [Fact]
    public async Task ScanAsync_StoppedInTheMiddle_LetsOthersReadAndWrite()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Store.PutAsync(StoredCaptions.Make(number), None)));
        await using var scan = Store.ScanAsync(None).GetAsyncEnumerator();
        Assert.True(await scan.MoveNextAsync());

        var meanwhile = StoredCaptions.Make(1000);
        await Store.PutAsync(meanwhile, None);
        Assert.Single(await Store.GetAllAsync(meanwhile.Digest, None));
        Assert.True(await Store.DeleteAsync(meanwhile.Digest, None));

        var seen = 1;
        while (await scan.MoveNextAsync()) seen++;
        Assert.Equal(300, seen);
    }

    [Fact]
    public async Task ScanAsync_Cancelled_Stops()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Store.PutAsync(StoredCaptions.Make(number), None)));
        using var cancellation = new CancellationTokenSource();
        await using var scan = Store.ScanAsync(cancellation.Token).GetAsyncEnumerator();
        Assert.True(await scan.MoveNextAsync());

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan.MoveNextAsync().AsTask());
    }

    private async Task<List<StoredCaption>> ScanAllAsync()
    {
        var all = new List<StoredCaption>();
        await foreach (var caption in Store.ScanAsync(None)) all.Add(caption);
        return all;
    }
}
