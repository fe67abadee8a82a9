using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains;

/// <summary>Asks the other silos, again and again, what they have loaded and how busy they are.</summary>
internal sealed partial class SiloHeartbeat(
    InferenceSilos silos,
    IOptions<InferenceRouterOptions> options,
    [FromKeyedServices(CaptionClock.Key)] TimeProvider time,
    ILogger<SiloHeartbeat> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloHeartbeat),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _loop = Task.Run(RunAsync, CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopping.CancelAsync();
            await _loop;
        });

    /// <summary>Asks every other silo once; those that don't answer keep what was known of them.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(silos.Active.OfType<RemoteInferenceSilo>().Select(silo => AskAsync(silo, cancellationToken)));

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.Value.Heartbeat, time);
        try
        {
            do await BeatAsync(_stopping.Token);
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task AskAsync(RemoteInferenceSilo silo, CancellationToken cancellationToken)
    {
        try
        {
            silo.Heard(await silo.Report.GetLoadAsync().WaitAsync(options.Value.Heartbeat * 5, time, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogSilent(error, silo.Address);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Silo {Silo} did not tell its load.")]
    private partial void LogSilent(Exception error, SiloAddress silo);
}
