using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Clustering.PostgreSQL;

/// <summary>
/// Makes the membership's tables before a silo starts: a start that fails in the middle leaves Orleans waiting for it, and tells of it in
/// stack traces.
/// </summary>
internal sealed class MembershipIsThere(IMembershipTable table) : IHostedLifecycleService
{
    /// <exception cref="StoreUnavailableException">With a sentence that says where it was looked for and what is wrong.</exception>
    public Task StartingAsync(CancellationToken cancellationToken) =>
        table.InitializeMembershipTableAsync(tryInitTableVersion: false, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
