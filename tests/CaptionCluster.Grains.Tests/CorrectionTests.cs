namespace CaptionCluster.Grains.Tests;

/// <summary>A person's sentence for a picture: durable before it is answered, and for what is computed later too.</summary>
public sealed class CorrectionTests : StoreTests
{
    private const string Sentence = "Rex runs.";

    [Fact]
    public async Task Correct_AfterDeactivation_IsAnsweredFromTheStore()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        await CorrectAsync(image);
        await Cluster.Orleans.DeactivateAsync(image);

        var reply = await image.AskAsync();

        Assert.Equal(Sentence, reply.Caption!.Text);
        Assert.Equal("a dog runs through the grass", reply.ModelText);
        Assert.True(await image.WithdrawCorrectionAsync(Samples.Key.Model.Revision, CancellationToken.None));
        Assert.Null((await image.AskAsync()).ModelText);
        Assert.False(await image.WithdrawCorrectionAsync(Samples.Key.Model.Revision, CancellationToken.None));
    }

    [Fact]
    public async Task Correct_AnotherDecodingComputedLater_HasTheSentenceToo()
    {
        var digest = Samples.NewDigest();
        var others = Samples.Key with { Model = Samples.Key.Model with { Revision = new string('9', 64) } };
        await Store.PutAsync(new StoredCaption(digest, others, Samples.Caption(), Cluster.Time.GetUtcNow()), CancellationToken.None);
        var image = Cluster.Image(digest);
        await image.CaptionAsync();
        await CorrectAsync(image);

        var other = await image.CaptionAsync(Samples.Key with { Decoding = Samples.Key.Decoding with { NumBeams = 7 } });

        Assert.Equal((CaptionSource.Computed, Sentence), (other.Source, other.Caption!.Text));
        Assert.Null((await image.AskAsync(others)).ModelText);
    }

    [Fact]
    public async Task Correct_StoreDown_SaysSoAndChangesNothing()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        Store.IsDown = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CorrectAsync(image));

        Assert.Null((await image.AskAsync()).ModelText);
    }

    [Fact]
    public async Task Correct_StoreLostIt_IsStoredAgain()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        await CorrectAsync(image);

        Store.Lose();
        await image.AskAsync();

        await Patience.UntilAsync(
            "the store has it again",
            async () => (await Store.GetCorrectionsAsync(DigestOf(image), CancellationToken.None)).Count == 1);
    }

    [Fact]
    public async Task Correct_UnknownOrForgotten_IsNothing()
    {
        var image = Cluster.NewImage();
        Assert.Null(await CorrectAsync(image));
        await image.CaptionAsync();
        await CorrectAsync(image);

        await image.ForgetAsync(CancellationToken.None);

        Assert.Null((await image.CaptionAsync()).ModelText);
    }

    private static Task<CaptionReply?> CorrectAsync(IImageGrain image) =>
        image.CorrectAsync(Samples.Key, DigestOf(image), Sentence, CancellationToken.None);

    private static ImageDigest DigestOf(IImageGrain image) => ImageDigest.Parse(image.GetPrimaryKeyString());
}
