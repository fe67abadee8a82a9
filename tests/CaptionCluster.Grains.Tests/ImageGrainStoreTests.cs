namespace CaptionCluster.Grains.Tests;

public sealed class ImageGrainStoreTests : StoreTests
{
    [Fact]
    public async Task Answer_ComesAfterTheWrite()
    {
        var image = Cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        await Store.Door.ArrivedAsync();
        Store.Door.Close();
        var reply = image.ProvideAsync(ticket);

        await Store.Door.ArrivedAsync();
        await image.TouchAsync();
        Assert.False(reply.IsCompleted);
        Store.Door.Open();

        Assert.True((await Patience.For(reply)).Stored);
        Assert.Equal(1, Store.Count);
    }

    [Fact]
    public async Task Request_AfterDeactivation_IsHitFromTheStore()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        await Cluster.Orleans.DeactivateAsync(image);

        var reply = await image.AskAsync();

        Assert.Equal((CaptionSource.Hit, true), (reply.Source, reply.Stored));
        Assert.Equal("a dog runs through the grass", reply.Caption!.Text);
        Assert.Equal(1, Cluster.Model.Encodings);
    }

    /// <summary>It is the model's fault, and nothing of it is kept: once the model gives numbers, so does the picture.</summary>
    [Fact]
    public async Task Answer_NoNumbers_FailsAndIsNotKept()
    {
        Cluster.Model.Twist = (_, caption) => caption with { Adequacy = double.NaN };
        var image = Cluster.NewImage();

        await Assert.ThrowsAsync<InferenceFailedException>(() => Patience.For(image.CaptionAsync()));

        Assert.Equal((0, 0), (Store.Count, Store.Puts));
        Assert.Null(await image.FindAsync(Samples.Key, CancellationToken.None));
        Cluster.Model.Twist = (_, caption) => caption;
        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);
    }

    /// <summary>As earlier versions left them in stores.</summary>
    [Fact]
    public async Task Request_StoredCaptionIsNoNumbers_IsComputedAgainAndReplaced()
    {
        var digest = Samples.NewDigest();
        var broken = Samples.Caption() with { Score = double.NaN };
        await Store.PutAsync(new StoredCaption(digest, Samples.Key, broken, Cluster.Time.GetUtcNow()), CancellationToken.None);
        var image = Cluster.Image(digest);

        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);

        var kept = Assert.Single(await Store.GetAllAsync(digest, CancellationToken.None));
        Assert.True(kept.Caption.IsSound);
    }

    [Fact]
    public async Task Request_StoreWasDownAtActivation_IsReadWhenItIsBack()
    {
        var digest = Samples.NewDigest();
        await Store.PutAsync(new StoredCaption(digest, Samples.Key, Samples.Caption(), Cluster.Time.GetUtcNow()), CancellationToken.None);
        Store.IsDown = true;
        var image = Cluster.Image(digest);
        await image.TouchAsync();
        Store.IsDown = false;

        Assert.Equal(CaptionSource.Hit, (await image.AskAsync()).Source);
    }

    [Fact]
    public async Task Answer_StoreDown_IsServedUnstoredAndStoredLater()
    {
        Store.IsDown = true;
        var image = Cluster.NewImage();

        var computed = await Patience.For(image.CaptionAsync());
        var unstored = await image.AskAsync();
        await ComeBackAsync();

        Assert.Equal((CaptionSource.Computed, false), (computed.Source, computed.Stored));
        Assert.Equal((CaptionSource.Hit, false), (unstored.Source, unstored.Stored));
        Assert.Equal(1, Store.Count);
    }

    [Fact]
    public async Task Answer_StoreHangs_IsServedUnstoredInTime()
    {
        var image = Cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        await Store.Door.ArrivedAsync();
        Store.Door.Close();
        var reply = image.ProvideAsync(ticket);
        await Store.Door.ArrivedAsync();

        Cluster.Time.Advance(new ImageGrainOptions().StoreTimeout);
        Assert.False((await Patience.For(reply)).Stored);
        Store.Door.Open();
        await Store.WrittenAsync();

        Assert.Equal(1, Store.Count);
    }

    [Fact]
    public async Task Find_NeverComputed_IsNull()
    {
        var image = Cluster.NewImage();

        Assert.Null(await image.FindAsync(Samples.Key, CancellationToken.None));
        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);
        Assert.Equal("a dog runs through the grass", (await image.FindAsync(Samples.Key, CancellationToken.None))!.Caption!.Text);
        Assert.Null(await image.FindAsync(Samples.GreedyKey, CancellationToken.None));
    }

    [Fact]
    public async Task Find_StoreDown_SaysSoInsteadOfNever()
    {
        Store.IsDown = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Cluster.NewImage().FindAsync(Samples.Key, CancellationToken.None));
    }

    [Fact]
    public async Task Forget_KnownCaption_IsGoneEverywhere()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();

        Assert.True(await image.ForgetAsync(CancellationToken.None));
        Assert.Equal(0, Store.Count);
        Assert.Null(await image.FindAsync(Samples.Key, CancellationToken.None));
        Assert.False(await image.ForgetAsync(CancellationToken.None));
        Assert.Equal(CaptionSource.Computed, (await image.CaptionAsync()).Source);
    }

    [Fact]
    public async Task Forget_FlightInTheAir_AnswersItsWaitersAndKeepsNothing()
    {
        Cluster.Model.Encode.Close();
        var image = Cluster.NewImage();
        var reply = image.ProvideAsync(await image.TakeTicketAsync());
        await Cluster.Model.Encode.ArrivedAsync();

        await image.ForgetAsync(CancellationToken.None);
        Cluster.Model.Encode.Open();

        Assert.Equal(CaptionSource.Computed, (await Patience.For(reply)).Source);
        Assert.Equal(0, Store.Count);
        Assert.Null(await image.FindAsync(Samples.Key, CancellationToken.None));
    }

    [Fact]
    public async Task Forget_WhileACaptionIsBeingWritten_DeletesItToo()
    {
        var image = Cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        await Store.Door.ArrivedAsync();
        Store.Door.Close();
        var reply = image.ProvideAsync(ticket);
        await Store.Door.ArrivedAsync();

        var forgotten = image.ForgetAsync(CancellationToken.None);
        await image.TouchAsync();
        Store.Door.Open();

        Assert.True(await Patience.For(forgotten));
        Assert.Equal(CaptionSource.Computed, (await Patience.For(reply)).Source);
        Assert.Equal(0, Store.Count);
        Assert.Null(await image.FindAsync(Samples.Key, CancellationToken.None));
    }

    [Fact]
    public async Task Forget_StoreDown_SaysSoAndKeepsTheCaption()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        Store.IsDown = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => image.ForgetAsync(CancellationToken.None));
        Assert.Equal(CaptionSource.Hit, (await image.AskAsync()).Source);
    }
}
