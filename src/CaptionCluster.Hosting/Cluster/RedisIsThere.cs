using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>
/// Looks for Redis before a silo starts. A silo whose start fails in the middle spins, waiting for a membership that never comes, and on a
/// single core may so keep its process from ending.
/// </summary>
internal sealed class RedisIsThere(RedisGate gate) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => gate.OpenAsync(isAwaited: false, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
