using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace CaptionCluster.Grains.Tests;

/// <summary>Words on their way: from the model through the picture's grain to a client that is on neither's silo.</summary>
public sealed class WordsTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await CaptionTestCluster.StartAsync(silos: 2);
        foreach (var silo in new[] { 0, 1 }) _cluster.ModelOf(silo).Decode.Close();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task NextWords_ModelHereOrOnTheOtherSilo_TellsThemAsTheyAreSaid(int silo)
    {
        var (image, caption) = await DecodeOnAsync(silo);
        var model = _cluster.ModelOf(silo);

        var first = NextAsync(image, "");
        await model.SayAsync("a dog");
        Assert.Equal("a dog", await first);
        var second = NextAsync(image, "a dog");
        await model.SayAsync("a dog runs");
        Assert.Equal("a dog runs", await second);

        model.Open();
        Assert.Equal(CaptionSource.Computed, (await Patience.For(caption)).Source);
        await FreedAsync();
    }

    /// <summary>Whoever joins somebody else's flight, and whoever listens before there is one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task NextWords_SomeListenBeforeAndSomeWhileItIsDecoded_AllHear(int silo)
    {
        UseOnly(silo);
        var image = await _cluster.NewImageOnAsync(0);
        var early = NextAsync(image, "");
        var caption = image.CaptionAsync();
        await _cluster.ModelOf(silo).Decode.ArrivedAsync();
        var coalesced = image.CaptionAsync();
        var late = NextAsync(image, "");

        await _cluster.ModelOf(silo).SayAsync("a dog");

        Assert.Equal("a dog", await early);
        Assert.Equal("a dog", await late);
        _cluster.ModelOf(silo).Open();
        Assert.Equal(CaptionSource.Computed, (await Patience.For(caption)).Source);
        Assert.Equal(CaptionSource.Coalesced, (await Patience.For(coalesced)).Source);
    }

    [Fact]
    public async Task NextWords_NobodyAsksForThem_NoneAreWanted()
    {
        var (image, caption) = await DecodeOnAsync(1);

        Assert.False(_cluster.ModelOf(1).Listener!.IsListening);

        _cluster.ModelOf(1).Open();
        await Patience.For(caption);
        await FreedAsync();
    }

    [Fact]
    public async Task NextWords_ListenerLeaves_NoneAreWantedOnTheOtherSilo()
    {
        var (image, caption) = await DecodeOnAsync(1);
        using var leaving = new CancellationTokenSource();
        var next = image.NextWordsAsync(Samples.Key, "", leaving.Token);
        var listener = _cluster.ModelOf(1).Listener!;
        await Patience.UntilAsync("the other silo is asked", () => Task.FromResult(listener.IsListening));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(next));
        _cluster.Time.Advance(TimeSpan.FromSeconds(2.1)); // So long a silo that was asked waits on.

        await Patience.UntilAsync("nobody listens", () => Task.FromResult(!listener.IsListening));
        _cluster.ModelOf(1).Open();
        await Patience.For(caption);
    }

    [Fact]
    public async Task NextWords_TheSiloThatDecodesIsKilled_WordsComeFromTheNextAndTheCaptionToo()
    {
        _cluster.ModelOf(0).QueuedSeconds = 9;
        await BeatAsync();
        var image = await _cluster.NewImageOnAsync(0);
        var caption = image.CaptionAsync();
        await _cluster.ModelOf(1).Decode.ArrivedAsync();
        var first = NextAsync(image, "");
        await _cluster.ModelOf(1).SayAsync("a dog runs");
        Assert.Equal("a dog runs", await first);

        await _cluster.Orleans.KillSiloAsync(_cluster.Orleans.Silos[1]);
        await _cluster.ModelOf(0).Decode.ArrivedAsync();
        var anew = NextAsync(image, "a dog runs");
        await _cluster.ModelOf(0).SayAsync("a");

        Assert.Equal("a", await anew);
        _cluster.ModelOf(0).Open();
        Assert.Equal("a dog runs through the grass", (await Patience.For(caption)).Caption!.Text);
    }

    /// <summary>It would not know the question.</summary>
    [Fact]
    public async Task NextWords_SiloOfAVersionWithoutWords_IsNotAskedAndCaptionsAllTheSame()
    {
        UseOnly(1);
        await BeatAsync();
        var silos = _cluster.ServicesOf(0).GetRequiredService<InferenceSilos>();
        silos.Active.OfType<RemoteInferenceSilo>().Single().Heard(new SiloLoad([Samples.Model], 0));
        var image = await _cluster.NewImageOnAsync(0);
        var caption = image.CaptionAsync();
        await _cluster.ModelOf(1).Decode.ArrivedAsync();

        var next = image.NextWordsAsync(Samples.Key, "", CancellationToken.None);
        _cluster.ModelOf(1).Listener!.Say(() => "a dog");
        await Patience.UntilAsync("the time of the question is up", () =>
        {
            _cluster.Time.Advance(TimeSpan.FromSeconds(2.1));
            return Task.FromResult(next.IsCompleted);
        });

        Assert.False(_cluster.ModelOf(1).Listener!.IsListening);
        Assert.Null((await Patience.For(next)).Text);
        _cluster.ModelOf(1).Open();
        Assert.Equal(CaptionSource.Computed, (await Patience.For(caption)).Source);
    }

    [Fact]
    public async Task NextWords_TheActivationHasToGo_KeepsNobodyWaiting()
    {
        var image = await _cluster.NewImageOnAsync(0);
        var next = image.NextWordsAsync(Samples.Key, "", CancellationToken.None);
        await Patience.UntilAsync("the question is there", () => Task.FromResult(Book(0).Count == 1));

        await Patience.For(image.AsReference<IGrainManagementExtension>().DeactivateOnIdle().AsTask());

        Assert.Null((await Patience.For(next)).Text);
    }

    private async Task<(IImageGrain Image, Task<CaptionReply> Caption)> DecodeOnAsync(int silo)
    {
        UseOnly(silo);
        await BeatAsync();
        var image = await _cluster.NewImageOnAsync(0);
        var caption = image.CaptionAsync();
        await _cluster.ModelOf(silo).Decode.ArrivedAsync();
        return (image, caption);
    }

    private void UseOnly(int silo) => _cluster.RepositoryOf(1 - silo).Models = [];

    private Task BeatAsync() => _cluster.ServicesOf(0).GetRequiredService<SiloHeartbeat>().BeatAsync(CancellationToken.None);

    /// <summary>No place for words is kept after the captions.</summary>
    private Task FreedAsync()
    {
        _cluster.Time.Advance(TimeSpan.FromSeconds(2.1));
        return Patience.UntilAsync("places are freed", () => Task.FromResult(Book(0).Count + Book(1).Count == 0));
    }

    private WordsBook Book(int silo) => _cluster.ServicesOf(silo).GetRequiredService<WordsBook>();

    private static async Task<string?> NextAsync(IImageGrain image, string known) =>
        (await Patience.For(image.NextWordsAsync(Samples.Key, known, CancellationToken.None))).Text;
}
