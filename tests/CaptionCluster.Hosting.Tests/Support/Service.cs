using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting.Tests.Support;

/// <summary>A service that notes what happens to it, and fails where it is told to.</summary>
internal sealed class Service : IHostedLifecycleService
{
    public Exception? FailsStarting { get; init; }

    public Exception? FailsToStart { get; init; }

    public Exception? FailsToStop { get; init; }

    public bool IsStopped { get; private set; }

    public Task StartingAsync(CancellationToken cancellationToken) => OutcomeOf(FailsStarting);

    public Task StartAsync(CancellationToken cancellationToken) => OutcomeOf(FailsToStart);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopped = true;
        return OutcomeOf(FailsToStop);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task OutcomeOf(Exception? failure) => failure is null ? Task.CompletedTask : Task.FromException(failure);
}
