using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>What people wrote in the place of captions.</content>
public abstract partial class CaptionStoreConformance
{
    [ConformanceFact]
    public async Task PutCorrectionAsync_EveryPropertySet_IsKeptWhole()
    {
        var correction = Filled.Make<StoredCorrection>();

        await Store.PutCorrectionAsync(correction, None);

        Whole.Equal(correction, Assert.Single(await Store.GetCorrectionsAsync(correction.Digest, None)));
        Assert.Empty(await Store.GetCorrectionsAsync(StoredCaptions.Digest(9), None));
    }

    [ConformanceFact]
    public async Task PutCorrectionAsync_SameDigestAndRevision_Replaces()
    {
        await Store.PutCorrectionAsync(Corrected(1, "an old sentence"), None);
        var renewed = Corrected(1, "eine neue, schöne 🐕");

        await Store.PutCorrectionAsync(renewed, None);

        Whole.Equal(renewed, Assert.Single(await Store.GetCorrectionsAsync(renewed.Digest, None)));
    }

    [ConformanceFact]
    public async Task DeleteCorrectionAsync_OneRevision_LeavesTheOthersAndTheCaptions()
    {
        var (one, other) = (Corrected(1, "one"), Corrected(1, "other", new string('b', 64)));
        await Store.PutCorrectionAsync(one, None);
        await Store.PutCorrectionAsync(other, None);
        await Store.PutAsync(StoredCaptions.Make(1), None);

        Assert.True(await Store.DeleteCorrectionAsync(one.Digest, one.Correction.Model.Revision, None));
        Assert.False(await Store.DeleteCorrectionAsync(one.Digest, one.Correction.Model.Revision, None));

        Whole.Equal(other, Assert.Single(await Store.GetCorrectionsAsync(one.Digest, None)));
        Assert.Single(await Store.GetAllAsync(one.Digest, None));
    }

    [ConformanceFact]
    public async Task DeleteAsync_CorrectedPicture_ForgetsTheCorrectionToo()
    {
        await Store.PutCorrectionAsync(Corrected(1, "one"), None);
        await Store.PutCorrectionAsync(Corrected(2, "two"), None);

        Assert.True(await Store.DeleteAsync(StoredCaptions.Digest(1), None));

        Assert.Empty(await Store.GetCorrectionsAsync(StoredCaptions.Digest(1), None));
        Assert.Single(await Store.GetCorrectionsAsync(StoredCaptions.Digest(2), None));
    }

    [ConformanceFact]
    public async Task ListCorrectionsAsync_PageByPage_HasEachOnce()
    {
        var all = Enumerable.Range(0, 7)
            .SelectMany(number => new[] { Corrected(number, "a"), Corrected(number, "b", new string('b', 64)) })
            .ToList();
        foreach (var correction in all) await Store.PutCorrectionAsync(correction, None);
        Store = await ReopenAsync();

        var found = new List<StoredCorrection>();
        IReadOnlyList<StoredCorrection> page;
        do
        {
            page = await Store.ListCorrectionsAsync(found.LastOrDefault(), 3, None);
            found.AddRange(page);
        }
        while (page.Count == 3);

        Assert.Equal(
            all.OrderBy(stored => stored.Digest.ToString(), StringComparer.Ordinal).ThenBy(stored => stored.Correction.Text),
            found);
    }

    private static StoredCorrection Corrected(int number, string text, string? revision = null) =>
        new(
            StoredCaptions.Digest(number),
            new Correction(
                StoredCaptions.Digest(100 + number),
                revision is null ? StoredCaptions.Model : StoredCaptions.Model with { Revision = revision },
                text,
                "a dog",
                DateTimeOffset.UnixEpoch.AddMilliseconds(1_700_000_000_000L + number)));
}
