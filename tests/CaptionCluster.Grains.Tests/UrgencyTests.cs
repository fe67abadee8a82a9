namespace CaptionCluster.Grains.Tests;

/// <summary>Priority and patience reach the model, on another silo too.</summary>
public sealed class UrgencyTests : IAsyncLifetime
{
    private CaptionTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await CaptionTestCluster.StartAsync(silos: 2);
        _cluster.RepositoryOf(0).Models = [];
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Request_OfAJobWithADeadline_ReachesTheOtherSilosModelAsSuch()
    {
        var image = await _cluster.NewImageOnAsync(0);
        var urgency = new Urgency(CaptionPriority.Job, TimeSpan.FromSeconds(7));
        Urgency.Current = urgency;

        await Patience.For(image.CaptionAsync());

        Assert.Equal(urgency, _cluster.ModelOf(1).EncodedWith);
        Assert.Equal(urgency, _cluster.ModelOf(1).DecodedWith);
    }

    [Fact]
    public async Task Request_ThatSaysNothing_IsInteractive()
    {
        await Patience.For((await _cluster.NewImageOnAsync(0)).CaptionAsync());

        Assert.Equal(new Urgency(CaptionPriority.Interactive), _cluster.ModelOf(1).EncodedWith);
    }
}
