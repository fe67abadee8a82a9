using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Many callers at once, and callers who leave.</content>
public abstract partial class CaptionStoreConformance
{
    [ConformanceFact]
    public async Task PutAsync_ConcurrentDifferentDigests_KeepsEach()
    {
        var captions = Enumerable.Range(0, 200).Select(number => StoredCaptions.Make(number)).ToList();

        await Parallel.ForEachAsync(captions, async (caption, _) => await Store.PutAsync(caption, None));

        foreach (var caption in captions)
        {
            Whole.Equal(caption, Assert.Single(await Store.GetAllAsync(caption.Digest, None)));
        }
    }

    /// <summary>An acknowledgement that ran ahead of its commit would be caught by the read behind it.</summary>
    [ConformanceFact]
    public async Task GetAllAsync_RightBehindEachPut_FindsIt()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (number, _) =>
        {
            await Store.PutAsync(StoredCaptions.Make(number, text: "a dog"), None);
            Assert.Single(await Store.GetAllAsync(StoredCaptions.Digest(number), None));
        });
    }

    [ConformanceFact]
    public async Task PutAsync_ConcurrentSameDigestAndKey_KeepsOneOfThemWhole()
    {
        var captions = Enumerable
            .Range(0, 100)
            .Select(turn =>
                StoredCaptions.Make(1, text: $"sentence of turn {turn}") with
                {
                    CreatedAt = DateTimeOffset.UnixEpoch.AddMinutes(turn),
                }
            )
            .ToList();

        await Parallel.ForEachAsync(captions, async (caption, _) => await Store.PutAsync(caption, None));

        var kept = Assert.Single(await Store.GetAllAsync(StoredCaptions.Digest(1), None));
        Whole.Equal(captions.Single(caption => caption.CreatedAt == kept.CreatedAt), kept);
    }

    [ConformanceFact]
    public async Task GetAllAsync_WhileOthersPut_SeesWholeCaptions()
    {
        var puts = Enumerable.Range(0, 300).Select(turn => Store.PutAsync(StoredCaptions.Make(1, text: $"turn {turn % 3}"), None)).ToList();

        while (!puts.TrueForAll(put => put.IsCompleted))
        {
            foreach (var caption in await Store.GetAllAsync(StoredCaptions.Digest(1), None)) Assert.Equal(2, caption.Caption.Tokens.Count);
            await Task.Yield();
        }

        await Task.WhenAll(puts);
        Assert.Single(await Store.GetAllAsync(StoredCaptions.Digest(1), None));
    }

    [ConformanceFact]
    public async Task AnyCall_CancelledBefore_ThrowsAndWritesNothing()
    {
        var caption = StoredCaptions.Make(1);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(caption, cancelled));
        Assert.Empty(await Store.GetAllAsync(caption.Digest, None));

        await Store.PutAsync(caption, None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DeleteAsync(caption.Digest, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAllAsync(caption.Digest, cancelled));
        Assert.Single(await Store.GetAllAsync(caption.Digest, None));
    }
}
