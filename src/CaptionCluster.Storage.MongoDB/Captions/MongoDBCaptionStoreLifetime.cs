using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>Opens the store before any other service starts and closes it after every other has stopped: the last captions are written too.</summary>
internal sealed class MongoDBCaptionStoreLifetime(MongoDBCaptionStore store) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => store.DisposeAsync().AsTask();
}
