using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains.Tests;

/// <summary>Tests of what a cluster makes of its store, which is tried again after a pause of its own.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    /// <summary>Like no other timer's, so that a test can wait for this one.</summary>
    private protected static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.1);

    private protected CaptionTestCluster Cluster { get; private set; } = null!;

    private protected FakeStore Store => Cluster.Store;

    public async Task InitializeAsync() => Cluster = await CaptionTestCluster.StartAsync(
        configure: silo => silo.Services.Configure<PendingWritesOptions>(writes => writes.FirstPause = Pause));

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>The store is there again and is asked for what it does not have.</summary>
    private protected async Task ComeBackAsync()
    {
        await Cluster.Time.TimerSetAsync(Pause);
        Store.IsDown = false;
        Cluster.Time.Advance(Pause);
        await Store.WrittenAsync();
    }
}
