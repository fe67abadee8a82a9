using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains.Tests;

public sealed class ImageGrainTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    private FakeModel Model => _cluster.Model;

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Request_TwoHundredAtOnce_ComputesOnce()
    {
        var image = _cluster.NewImage();

        var replies = await Patience.For(Task.WhenAll(Enumerable.Range(0, 200).Select(_ => image.CaptionAsync())));

        Assert.Equal(1, Model.Encodings);
        Assert.Single(replies, reply => reply.Source == CaptionSource.Computed);
        Assert.Equal(199, replies.Count(reply => reply.Source is CaptionSource.Coalesced or CaptionSource.Hit));
        Assert.All(replies, reply => Assert.Equal("a dog runs through the grass", reply.Caption!.Text));
        Assert.All(replies, reply => Assert.True(reply.Stored));
    }

    [Fact]
    public async Task Request_HalfOfTheWaitersLeave_OthersAreAnswered()
    {
        Model.Encode.Close();
        var image = _cluster.NewImage();
        using var leaving = new CancellationTokenSource();
        var provider = image.ProvideAsync(await image.TakeTicketAsync(), leaving.Token);
        var leavers = Enumerable.Range(0, 99).Select(_ => image.AskAsync(cancellationToken: leaving.Token)).Append(provider).ToArray();
        var stayers = Enumerable.Range(0, 100).Select(_ => image.AskAsync()).ToArray();
        await _cluster.WaitersAsync(200);

        await leaving.CancelAsync();
        foreach (var leaver in leavers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(leaver));
        Model.Encode.Open();
        var replies = await Patience.For(Task.WhenAll(stayers));

        Assert.Equal(1, Model.Encodings);
        Assert.All(replies, reply => Assert.Equal(CaptionSource.Coalesced, reply.Source));
    }

    [Fact]
    public async Task Request_AllWaitersLeave_CancelsTheWorkAndTheNextComputes()
    {
        Model.Encode.Close();
        var image = _cluster.NewImage();
        using var leaving = new CancellationTokenSource();
        var provider = image.ProvideAsync(await image.TakeTicketAsync(), leaving.Token);
        var waiters = Enumerable.Range(0, 199).Select(_ => image.AskAsync(cancellationToken: leaving.Token)).Append(provider).ToArray();
        await _cluster.WaitersAsync(200);

        await leaving.CancelAsync();
        foreach (var waiter in waiters) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(waiter));
        await Model.Encode.CancelledAsync();
        Model.Encode.Open();
        var next = await Patience.For(image.CaptionAsync());

        Assert.Equal(CaptionSource.Computed, next.Source);
        Assert.Equal(2, Model.Encodings);
    }

    [Fact]
    public async Task Cancel_CallerInTheSilosOwnProcess_ReachesTheModel()
    {
        Model.Decode.Close();
        var inside = _cluster.ServicesOf(0).GetRequiredService<IGrainFactory>();
        using var leaving = new CancellationTokenSource();
        var reply = inside.GetGrain<IImageGrain>(Samples.NewDigest().ToString()).CaptionAsync(cancellationToken: leaving.Token);
        await Model.Decode.ArrivedAsync();

        await leaving.CancelAsync();

        await Model.Decode.CancelledAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(reply));
    }

    [Fact]
    public async Task Request_KnownCaption_IsHit()
    {
        var image = _cluster.NewImage();
        await image.CaptionAsync();

        var reply = await image.AskAsync();

        Assert.Equal(CaptionSource.Hit, reply.Source);
        Assert.True(reply.Stored);
        Assert.Equal(1, Model.Encodings);
    }

    [Fact]
    public async Task Request_SameFolderUnderAnotherName_IsHit()
    {
        var image = _cluster.NewImage();
        await image.CaptionAsync();

        var reply = await image.AskAsync(Samples.Key with { Model = Samples.Model with { Name = "renamed" } });

        Assert.Equal(CaptionSource.Hit, reply.Source);
    }

    [Fact]
    public async Task Request_DifferentKeys_FlySeparately()
    {
        var image = _cluster.NewImage();

        var replies = await Patience.For(Task.WhenAll(image.CaptionAsync(Samples.Key), image.CaptionAsync(Samples.GreedyKey)));

        Assert.Equal(2, Model.Encodings);
        Assert.Equal(["a dog runs through the grass", "a dog"], replies.Select(reply => reply.Caption!.Text));
        Assert.All(replies, reply => Assert.Equal(CaptionSource.Computed, reply.Source));
    }

    [Fact]
    public async Task Request_InferenceFails_AllFailAndTheNextComputes()
    {
        Model.Encode.Close();
        Model.Failure = new OverloadedException("The queue is full.", TimeSpan.FromSeconds(3));
        var image = _cluster.NewImage();
        var provider = image.ProvideAsync(await image.TakeTicketAsync());
        var waiters = Enumerable.Range(0, 10).Select(_ => image.AskAsync()).Append(provider).ToArray();
        await _cluster.WaitersAsync(11);

        Model.Encode.Open();
        foreach (var waiter in waiters)
        {
            var error = await Assert.ThrowsAsync<OverloadedException>(() => Patience.For(waiter));
            Assert.Equal(TimeSpan.FromSeconds(3), error.RetryAfter);
        }

        Model.Failure = null;
        Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);
    }

    [Fact]
    public async Task Request_ModelThrowsUntyped_FailsTyped()
    {
        Model.Failure = new BadImageFormatException("Row 3 is not a number.");

        var error = await Assert.ThrowsAsync<InferenceFailedException>(() => _cluster.NewImage().CaptionAsync());

        Assert.Contains("Row 3 is not a number.", error.Message);
    }

    [Fact]
    public async Task Provide_UnknownTicket_SaysExpired() =>
        await Assert.ThrowsAsync<TicketExpiredException>(() => _cluster.NewImage().ProvideAsync(Guid.NewGuid()));

    [Fact]
    public async Task Provide_TooFewBytes_SaysSo()
    {
        var image = _cluster.NewImage();
        var ticket = await image.TakeTicketAsync();

        await Assert.ThrowsAsync<InvalidOptionException>(
            () => image.ProvideAsync(ticket, Samples.Pixels with { Width = 3 }, CancellationToken.None));
    }

    [Fact]
    public async Task Encoder_HandsOverInsideItsSilo_BySameReference()
    {
        await _cluster.NewImage().CaptionAsync();

        Assert.NotNull(Model.LastDecoded);
        Assert.Same(Model.LastEncoded, Model.LastDecoded);
    }
}
