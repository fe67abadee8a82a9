using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Storage.Opening;

/// <summary>
/// Looks each second whether a store is still there, so that it is noticed though nobody writes, and that it is well again by itself.
/// </summary>
internal sealed class StoreWatch<TStore>(TStore store, TimeProvider time) : BackgroundService
    where TStore : IWatchedStore
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(s_betweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await store.LookAfterAsync(stoppingToken);
        }
    }
}
