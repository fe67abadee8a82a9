namespace CaptionCluster.Client.Access;

/// <summary>Ends a start that would leave the door open.</summary>
internal sealed class AccessGuard(AccessPolicy policy) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken) =>
        policy.IsUnsafe ? throw new InvalidOperationException(policy.UnsafeReason) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
