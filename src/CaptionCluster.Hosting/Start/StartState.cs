using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>How far a host's start has come.</summary>
internal sealed class StartState : IHostedLifecycleService
{
    private volatile bool _isBegun;
    private volatile bool _isOver;

    /// <summary>Services were told to start; before, there is nothing to stop.</summary>
    public bool IsBegun => _isBegun;

    /// <summary>Everything has started.</summary>
    public bool IsOver => _isOver;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _isBegun = true;
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isOver = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
