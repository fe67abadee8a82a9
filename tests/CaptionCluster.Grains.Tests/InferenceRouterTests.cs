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

    private SiloHeartbeat HeartbeatOf(int silo) => _cluster.ServicesOf(silo).GetRequiredService<SiloHeartbeat>();

    private async Task CaptionOnAsync(int silo)
    {
        var request = new InferenceRequest(Samples.NewDigest(), Samples.Key, Samples.Pixels);
        await Patience.For(_cluster.ServicesOf(silo).GetRequiredService<InferenceRouter>().CaptionAsync(request, CancellationToken.None));
    }
}
