namespace CaptionCluster.Grains.Tests;

public sealed class ImageGrainLeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan s_lease = new ImageGrainOptions().Lease;

    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Lease_RunsOut_NextWaiterGetsTheTicket()
    {
        var image = _cluster.NewImage();
        var first = await image.TakeTicketAsync();
        var second = image.AskAsync();
        await _cluster.WaitersAsync(1);
        var third = image.AskAsync();
        await _cluster.WaitersAsync(2);

        _cluster.Time.Advance(s_lease - TimeSpan.FromTicks(1));
        await image.TouchAsync();
        Assert.False(second.IsCompleted);
        _cluster.Time.Advance(TimeSpan.FromTicks(1));
        var promoted = await Patience.For(second);

        Assert.Equal(CaptionSource.NeedPixels, promoted.Source);
        Assert.NotEqual(first, promoted.Ticket);
        Assert.Equal(CaptionSource.Computed, (await image.ProvideAsync(promoted.Ticket)).Source);
        Assert.Equal(CaptionSource.Coalesced, (await Patience.For(third)).Source);
    }

    [Fact]
    public async Task Lease_OfThePromotedRunsOut_TheOneAfterGetsTheTicket()
    {
        var image = _cluster.NewImage();
        await image.TakeTicketAsync();
        var second = image.AskAsync();
        await _cluster.WaitersAsync(1);
        var third = image.AskAsync();
        await _cluster.WaitersAsync(2);

        _cluster.Time.Advance(s_lease);
        await Patience.For(second);
        _cluster.Time.Advance(s_lease);

        Assert.Equal(CaptionSource.NeedPixels, (await Patience.For(third)).Source);
    }

    [Fact]
    public async Task Lease_RunsOutWithNobodyWaiting_NextRequestGetsATicket()
    {
        var image = _cluster.NewImage();
        var first = await image.TakeTicketAsync();

        _cluster.Time.Advance(s_lease);
        await image.TouchAsync();

        Assert.NotEqual(first, await image.TakeTicketAsync());
    }

    [Fact]
    public async Task Provide_LatePixelsWhileAnotherHoldsTheTicket_AreUsedAndTheOtherJoins()
    {
        var image = _cluster.NewImage();
        var late = await image.TakeTicketAsync();
        var second = image.AskAsync();
        await _cluster.WaitersAsync(1);
        _cluster.Time.Advance(s_lease);
        var newer = (await Patience.For(second)).Ticket;
        _cluster.Model.Encode.Close();

        var fromLate = image.ProvideAsync(late);
        await _cluster.Model.Encode.ArrivedAsync();
        var fromNewer = image.ProvideAsync(newer);
        await _cluster.WaitersAsync(2);
        _cluster.Model.Encode.Open();

        Assert.Equal(CaptionSource.Computed, (await Patience.For(fromLate)).Source);
        Assert.Equal(CaptionSource.Coalesced, (await Patience.For(fromNewer)).Source);
        Assert.Equal(1, _cluster.Model.Encodings);
    }

    [Fact]
    public async Task Provide_LatePixelsAfterTheCaptionIsThere_IsHit()
    {
        var image = _cluster.NewImage();
        var late = await image.TakeTicketAsync();
        _cluster.Time.Advance(s_lease);
        await image.TouchAsync();
        await image.CaptionAsync();

        Assert.Equal(CaptionSource.Hit, (await image.ProvideAsync(late)).Source);
        Assert.Equal(1, _cluster.Model.Encodings);
    }

    [Fact]
    public async Task Provide_LatePixelsWithNobodyElse_AreUsed()
    {
        var image = _cluster.NewImage();
        var late = await image.TakeTicketAsync();
        _cluster.Time.Advance(s_lease);
        await image.TouchAsync();

        Assert.Equal(CaptionSource.Computed, (await image.ProvideAsync(late)).Source);
    }

    [Fact]
    public async Task Provide_InTime_EndsTheLease()
    {
        _cluster.Model.Encode.Close();
        var image = _cluster.NewImage();
        var provider = image.ProvideAsync(await image.TakeTicketAsync());
        var waiter = image.AskAsync();
        await _cluster.WaitersAsync(2);

        _cluster.Time.Advance(s_lease * 3);
        await image.TouchAsync();
        Assert.False(waiter.IsCompleted);
        _cluster.Model.Encode.Open();

        Assert.Equal(CaptionSource.Computed, (await Patience.For(provider)).Source);
        Assert.Equal(CaptionSource.Coalesced, (await Patience.For(waiter)).Source);
    }

    [Fact]
    public async Task Abandon_PromotesTheNextWaiterInLine()
    {
        var image = _cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        using var leaving = new CancellationTokenSource();
        var gone = image.AskAsync(cancellationToken: leaving.Token);
        await _cluster.WaitersAsync(1);
        var second = image.AskAsync();
        await _cluster.WaitersAsync(2);
        var third = image.AskAsync();
        await _cluster.WaitersAsync(3);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await _cluster.WaitersAsync(2);

        await image.AbandonAsync(ticket);

        var promoted = await Patience.For(second);
        Assert.Equal(CaptionSource.NeedPixels, promoted.Source);
        Assert.False(third.IsCompleted);
        await Assert.ThrowsAsync<TicketExpiredException>(() => image.ProvideAsync(ticket));
        await image.AbandonAsync(promoted.Ticket);
        Assert.Equal(CaptionSource.NeedPixels, (await Patience.For(third)).Source);
    }

    [Fact]
    public async Task Reject_FailsEveryWaiter_AndTheNextRequestStartsAnew()
    {
        var image = _cluster.NewImage();
        var ticket = await image.TakeTicketAsync();
        var waiters = Enumerable.Range(0, 5).Select(_ => image.AskAsync()).ToArray();
        await _cluster.WaitersAsync(5);

        await image.RejectAsync(ticket, new ImageRejectedException(ImageRejection.Broken, "broken-image", "The scan is cut off."));

        foreach (var waiter in waiters)
        {
            var error = await Assert.ThrowsAsync<ImageRejectedException>(() => Patience.For(waiter));
            Assert.Equal((ImageRejection.Broken, "broken-image", "The scan is cut off."), (error.Reason, error.Code, error.Message));
        }

        await image.TakeTicketAsync();
    }
}
