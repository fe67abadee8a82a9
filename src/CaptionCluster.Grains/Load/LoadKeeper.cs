using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Grains;

/// <summary>Ends a step of the load's history every few seconds.</summary>
internal sealed class LoadKeeper(HostLoads loads, TimeProvider time) : IHostedService, IDisposable
{
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => loads.Keep(), null, HostLoads.Step, HostLoads.Step);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();
}
