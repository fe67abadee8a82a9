using Orleans.Runtime;

namespace CaptionCluster.Grains.Tests;

/// <summary>What must hold when image grain and model are on different silos, with a client that is on neither.</summary>
public sealed class TwoSilosTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await CaptionTestCluster.StartAsync(silos: 2);
        _cluster.RepositoryOf(0).Models = [];
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    private FakeModel RemoteModel => _cluster.ModelOf(1);

    [Fact]
    public async Task Request_ModelOnTheOtherSilo_IsComputedThere()
    {
        var image = await _cluster.NewImageOnAsync(0);

        var reply = await Patience.For(image.CaptionAsync());

        Assert.Equal(CaptionSource.Computed, reply.Source);
        Assert.Equal(1, RemoteModel.Encodings);
        Assert.Same(RemoteModel.LastEncoded, RemoteModel.LastDecoded);
    }

    [Fact]
    public async Task Cancel_WhileEncodingOnTheOtherSilo_ReachesTheModel()
    {
        RemoteModel.Encode.Close();
        await CancelAsync(RemoteModel.Encode);
    }

    [Fact]
    public async Task Cancel_WhileDecodingOnTheOtherSilo_ReachesTheModel()
    {
        RemoteModel.Decode.Close();
        await CancelAsync(RemoteModel.Decode);
    }

    [Fact]
    public async Task Error_FromTheOtherSilo_ReachesTheClientWhole()
    {
        RemoteModel.Failure = new OverloadedException("64 pictures wait.", TimeSpan.FromSeconds(2.5));
        var image = await _cluster.NewImageOnAsync(0);

        var error = await Assert.ThrowsAsync<OverloadedException>(() => Patience.For(image.CaptionAsync()));

        Assert.Equal(("overloaded", "64 pictures wait.", TimeSpan.FromSeconds(2.5)), (error.Code, error.Message, error.RetryAfter));
    }

    [Fact]
    public async Task Request_NoSiloHasTheModel_SaysSo()
    {
        _cluster.RepositoryOf(1).Models = [];
        var image = await _cluster.NewImageOnAsync(0);

        await Assert.ThrowsAsync<ModelNotAvailableException>(() => Patience.For(image.CaptionAsync(
            Samples.Key with { Model = Samples.Model with { Revision = new string('b', 64) } })));
    }

    [Fact]
    public async Task Models_EachSilo_TellsItsOwn()
    {
        Assert.Empty(await ModelsOf(0).ListAsync());
        Assert.Equal([Samples.Description], await ModelsOf(1).ListAsync());
        Assert.Equal([Samples.Model], (await ModelsOf(1).GetLoadAsync()).Models);
    }

    [Fact]
    public async Task Models_SiloThatIsNot_FailsAsUnavailable()
    {
        var gone = SiloAddress.New(_cluster.AddressOf(1).Endpoint, _cluster.AddressOf(1).Generation - 1);

        await Assert.ThrowsAsync<SiloUnavailableException>(
            () => Patience.For(_cluster.Client.GetGrain<IModelsGrain>(gone.ToParsableString()).ListAsync()));
    }

    private IModelsGrain ModelsOf(int silo) => _cluster.Client.GetGrain<IModelsGrain>(_cluster.AddressOf(silo).ToParsableString());

    private async Task CancelAsync(Gate gate)
    {
        var image = await _cluster.NewImageOnAsync(0);
        using var leaving = new CancellationTokenSource();
        var reply = image.CaptionAsync(cancellationToken: leaving.Token);
        await gate.ArrivedAsync();

        await leaving.CancelAsync();

        await gate.CancelledAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Patience.For(reply));
        Assert.Equal(0, _cluster.Store.Count);
    }
}
