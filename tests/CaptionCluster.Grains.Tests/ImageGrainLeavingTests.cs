using Orleans.Core.Internal;

namespace CaptionCluster.Grains.Tests;

/// <summary>An activation that has to go: it takes no call before those it has are over.</summary>
public sealed class ImageGrainLeavingTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Deactivate_WhileRequestsWaitForPixels_AllAskAgainAndOneBringsThem()
    {
        var image = _cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        var waiters = Enumerable.Range(0, 3).Select(_ => image.AskAsync()).ToArray();
        await _cluster.WaitersAsync(3);

        await DeactivateAsync(image);

        foreach (var waiter in waiters) await Assert.ThrowsAsync<TicketExpiredException>(() => Patience.For(waiter));
        await Assert.ThrowsAsync<TicketExpiredException>(() => Patience.For(image.ProvideAsync(ticket)));
        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);
    }

    [Fact]
    public async Task Deactivate_WhileTheFlightIsInTheAir_ItLandsForAll()
    {
        _cluster.Model.Encode.Close();
        var image = _cluster.NewImage();
        var provider = image.CaptionAsync();
        await _cluster.Model.Encode.ArrivedAsync();
        var waiter = image.AskAsync();
        await _cluster.WaitersAsync(2);

        await DeactivateAsync(image);
        _cluster.Model.Encode.Open();

        Assert.Equal(CaptionSource.Computed, (await Patience.For(provider)).Source);
        Assert.Equal(CaptionSource.Coalesced, (await Patience.For(waiter)).Source);
        Assert.Equal(CaptionSource.Hit, (await Patience.For(image.CaptionAsync())).Source);
    }

    [Fact]
    public async Task Deactivate_WhileRequestsReadTheStore_NoneWaitsForTheOthersPixels()
    {
        var image = _cluster.NewImage();
        _cluster.Store.IsDown = true;
        await image.TouchAsync();
        _cluster.Store.IsDown = false;
        _cluster.Store.Door.Close();
        var requests = Enumerable.Range(0, 3).Select(_ => image.AskAsync()).ToArray();
        await _cluster.Store.Door.ArrivedAsync();
        await image.TouchAsync();

        await DeactivateAsync(image);
        _cluster.Store.Door.Open();

        foreach (var request in requests) await Assert.ThrowsAsync<TicketExpiredException>(() => Patience.For(request));
        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);
    }

    private static async Task DeactivateAsync(IImageGrain image) =>
        await Patience.For(image.AsReference<IGrainManagementExtension>().DeactivateOnIdle().AsTask());
}
