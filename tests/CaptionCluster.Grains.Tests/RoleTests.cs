using Orleans.Runtime;

namespace CaptionCluster.Grains.Tests;

/// <summary>Two silos keep images, one infers.</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private const int Pictures = 24;

    private CaptionTestCluster _cluster = null!;

    private int Inferring => _cluster.SiloWith(SiloRoles.Inference);

    private int Keeping => _cluster.SiloWith(SiloRoles.Images);

    public async Task InitializeAsync() =>
        _cluster = await CaptionTestCluster.StartAsync([SiloRoles.Images, SiloRoles.Images, SiloRoles.Inference]);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Request_ManyPictures_AreKeptAndInferredWhereTheyBelong()
    {
        var images = Enumerable.Range(0, Pictures).Select(_ => _cluster.NewImage()).ToArray();

        foreach (var image in images) Assert.Equal(CaptionSource.Computed, (await Patience.For(image.CaptionAsync())).Source);

        Assert.Equal(Pictures, _cluster.ModelOf(Inferring).Encodings);
        var places = await Statistics();
        Assert.Equal(
            Pictures,
            places
                .Where(place => place.GrainType.Contains(nameof(ImageGrain), StringComparison.Ordinal))
                .Sum(place => place.ActivationCount)
        );
        Assert.DoesNotContain(
            places,
            place =>
                place.GrainType.Contains(nameof(ImageGrain), StringComparison.Ordinal)
                && place.SiloAddress.Equals(_cluster.AddressOf(Inferring))
        );
        Assert.All(
            places.Where(place => place.GrainType.Contains("coderGrain", StringComparison.Ordinal)),
            place => Assert.Equal(_cluster.AddressOf(Inferring), place.SiloAddress)
        );
    }

    [Fact]
    public async Task Caption_OnASiloThatDoesNotInfer_CanNotBePlaced()
    {
        var encoder = _cluster.Client.GetGrain<IEncoderGrain>(_cluster.AddressOf(Keeping).ToParsableString());

        await Assert.ThrowsAnyAsync<OrleansException>(() => Patience.For(
            encoder.CaptionAsync(new InferenceRequest(Samples.NewDigest(), Samples.Key, Samples.Pixels), CancellationToken.None)));
    }

    [Fact]
    public async Task Models_OfASiloThatDoesNotInfer_AreNone() =>
        Assert.Empty(await _cluster.Client.GetGrain<IModelsGrain>(_cluster.AddressOf(Keeping).ToParsableString()).ListAsync());

    private async Task<IReadOnlyList<SimpleGrainStatistic>> Statistics() =>
        await _cluster.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
}
