namespace CaptionCluster.Grains.Tests;

/// <summary>A store that loses what it had: what is remembered to be stored is stored again, and not said to be stored before.</summary>
public sealed class StoreLossTests : StoreTests
{
    [Fact]
    public async Task Request_StoreLostTheCaption_IsAHitThatIsNotStoredAndIsStoredAgain()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        await Store.WrittenAsync();
        Store.IsDown = true;

        Store.Lose();

        var hit = await image.AskAsync();
        Assert.Equal((CaptionSource.Hit, false), (hit.Source, hit.Stored));
        await ComeBackAsync();
        Assert.Equal(1, Store.Count);
        Assert.Equal(1, Cluster.Model.Encodings);
        await Patience.For(BecomesStoredAsync(image));
    }

    [Fact]
    public async Task Find_StoreLostTheCaption_IsNotSaidToBeStored()
    {
        var image = Cluster.NewImage();
        await image.CaptionAsync();
        await Store.WrittenAsync();
        Store.IsDown = true;

        Store.Lose();

        Assert.False((await image.FindAsync(Samples.Key, CancellationToken.None))!.Stored);
    }

    [Fact]
    public async Task Answer_LostWhileItIsWritten_IsNotSaidToBeStored()
    {
        var image = Cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        await Store.Door.ArrivedAsync();
        Store.Door.Close();
        var reply = image.ProvideAsync(ticket);
        await Store.Door.ArrivedAsync();

        Store.Lose();
        Store.Door.Open();

        Assert.False((await Patience.For(reply)).Stored);
        await Patience.For(BecomesStoredAsync(image));
    }

    private static async Task BecomesStoredAsync(IImageGrain image)
    {
        while (!(await image.AskAsync()).Stored) await Task.Yield();
    }
}
