using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Storage.Opening;

/// <summary>
/// Opens a store before any other service starts and closes it after every other has stopped: what they wrote last is written too.
/// </summary>
internal sealed class StoreLifetime<TStore>(TStore store) : IHostedLifecycleService
    where TStore : IOpenedAtStart
{
    public Task StartingAsync(CancellationToken cancellationToken) => store.StartAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => store.DisposeAsync().AsTask();
}
