namespace CaptionCluster.Grains.Tests;

/// <summary>Callers who leave without a word of theirs reaching their call give back the ticket that they proposed.</summary>
public sealed class ImageGrainGivingBackTests : IAsyncLifetime
{
    private readonly Guid _proposed = Guid.NewGuid();
    private CaptionTestCluster _cluster = null!;
    private IImageGrain _image = null!;

    public async Task InitializeAsync()
    {
        _cluster = await CaptionTestCluster.StartAsync();
        _image = _cluster.NewImage();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Abandon_TicketNobodyHeardOf_TheNextIsAskedAtOnce()
    {
        Assert.Equal(_proposed, (await ProposeAsync()).Ticket);
        var next = _image.AskAsync();
        await _cluster.WaitersAsync(1);

        await _image.AbandonAsync(_proposed);

        Assert.Equal(CaptionSource.NeedPixels, (await Patience.For(next)).Source);
    }

    [Fact]
    public async Task Abandon_WhileItsCallerWaits_AnotherOneIsAsked()
    {
        var ticket = await _image.TakeTicketAsync();
        var gone = ProposeAsync();
        await _cluster.WaitersAsync(1);
        var next = _image.AskAsync();
        await _cluster.WaitersAsync(2);

        await _image.AbandonAsync(_proposed);
        await _image.AbandonAsync(ticket);

        Assert.Equal(CaptionSource.NeedPixels, (await Patience.For(next)).Source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(gone));
    }

    [Fact]
    public async Task Abandon_BeforeItsRequest_ThatGetsNoTicket()
    {
        await _image.AbandonAsync(_proposed);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(ProposeAsync()));

        Assert.Equal(CaptionSource.NeedPixels, (await Patience.For(_image.AskAsync())).Source);
    }

    private async Task<CaptionReply> ProposeAsync()
    {
        ProposedTicket.Current = _proposed;
        return await _image.AskAsync();
    }
}
