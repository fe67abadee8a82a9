using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains.Tests;

public sealed class InferenceRouterTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await CaptionTestCluster.StartAsync(silos: 2);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Caption_OtherSiloLessBusy_GoesThere()
    {
        _cluster.ModelOf(0).QueuedSeconds = 2;
        _cluster.ModelOf(1).QueuedSeconds = 1;
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);

        await CaptionOnAsync(0);

        Assert.Equal((0, 1), (_cluster.ModelOf(0).Encodings, _cluster.ModelOf(1).Encodings));
    }

    [Fact]
    public async Task Caption_EquallyBusy_StaysLocal()
    {
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);

        await CaptionOnAsync(0);

        Assert.Equal((1, 0), (_cluster.ModelOf(0).Encodings, _cluster.ModelOf(1).Encodings));
    }

    [Fact]
    public async Task Caption_ReplyTellsTheOtherIsBusyNow_NextStaysLocal()
    {
        _cluster.ModelOf(0).QueuedSeconds = 2;
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);
        _cluster.ModelOf(1).QueuedSeconds = 3;

        await CaptionOnAsync(0);
        await CaptionOnAsync(0);

        Assert.Equal((1, 1), (_cluster.ModelOf(0).Encodings, _cluster.ModelOf(1).Encodings));
    }

    [Fact]
    public async Task Caption_OtherSiloStopped_IsNotChosen()
    {
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);
        _cluster.ModelOf(0).QueuedSeconds = 9;
        await _cluster.Orleans.StopSiloAsync(_cluster.Orleans.Silos[1]);

        await CaptionOnAsync(0);

        Assert.Equal(1, _cluster.ModelOf(0).Encodings);
    }

    [Fact]
    public async Task Caption_OtherSiloDiesMeanwhile_IsCaptionedHere()
    {
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);
        _cluster.ModelOf(0).QueuedSeconds = 9;
        _cluster.ModelOf(1).Encode.Close();
        var caption = CaptionOnAsync(0);
        await _cluster.ModelOf(1).Encode.ArrivedAsync();

        await _cluster.Orleans.KillSiloAsync(_cluster.Orleans.Silos[1]);

        await caption;
        Assert.Equal(1, _cluster.ModelOf(0).Encodings);
    }

    [Theory]
    [InlineData(typeof(OverloadedException))]
    [InlineData(typeof(ModelNotAvailableException))]
    public async Task Caption_ChosenSiloRefuses_OtherIsAsked(Type refusal)
    {
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);
        _cluster.ModelOf(0).QueuedSeconds = 9;
        _cluster.ModelOf(1).Failure = refusal == typeof(OverloadedException)
            ? new OverloadedException("Full.", TimeSpan.FromSeconds(1))
            : new ModelNotAvailableException("Unloading.");

        await CaptionOnAsync(0);

        Assert.Equal((1, 1), (_cluster.ModelOf(0).Encodings, _cluster.ModelOf(1).Encodings));
    }

    [Fact]
    public async Task Caption_EverySiloIsFull_SaysSo()
    {
        _cluster.ModelOf(0).Failure = _cluster.ModelOf(1).Failure = new OverloadedException("Full.", TimeSpan.FromSeconds(3));
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<OverloadedException>(() => CaptionOnAsync(0));

        Assert.Equal(TimeSpan.FromSeconds(3), refusal.RetryAfter);
    }

    [Fact]
    public async Task Caption_SentWithoutAnswer_CountsAsWorkThere()
    {
        await HeartbeatOf(0).BeatAsync(CancellationToken.None);
        _cluster.ModelOf(0).QueuedSeconds = 0.001;
        await CaptionOnAsync(0); // Tells what one picture costs there.
        _cluster.ModelOf(1).Encode.Close();
        var waiting = CaptionOnAsync(0);
        await _cluster.ModelOf(1).Encode.ArrivedAsync();

        await CaptionOnAsync(0);

        Assert.Equal((1, 2), (_cluster.ModelOf(0).Encodings, _cluster.ModelOf(1).Encodings));
        _cluster.ModelOf(1).Open();
        await waiting;
    }

    private SiloHeartbeat HeartbeatOf(int silo) => _cluster.ServicesOf(silo).GetRequiredService<SiloHeartbeat>();

    private async Task CaptionOnAsync(int silo)
    {
        var request = new InferenceRequest(Samples.NewDigest(), Samples.Key, Samples.Pixels);
        await Patience.For(
            _cluster.ServicesOf(silo).GetRequiredService<InferenceRouter>().CaptionAsync(request, new SpokenWords(), CancellationToken.None)
        );
    }
}
