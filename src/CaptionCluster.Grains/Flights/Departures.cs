using static Orleans.Runtime.Diagnostics.GrainLifecycleEvents;

namespace CaptionCluster.Grains;

/// <summary>
/// Tells image grains when their activation has to go, as when a silo died that held its place in the directory. Orleans itself tells a
/// grain only when its last call is over, and hands it no new one before: without a word, calls that wait for another one's pixels would
/// wait for ever.
/// </summary>
internal sealed class Departures : ILifecycleParticipant<ISiloLifecycle>, IObserver<LifecycleEvent>
{
    private IDisposable? _subscription;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(Departures),
        ServiceLifecycleStage.RuntimeStorageServices,
        _ =>
        {
            _subscription = AllEvents.Subscribe(this);
            return Task.CompletedTask;
        },
        _ =>
        {
            _subscription?.Dispose();
            return Task.CompletedTask;
        });

    public void OnNext(LifecycleEvent value)
    {
        if (value is Deactivating { GrainContext: { GrainInstance: ImageGrain image } activation })
        {
            activation.Scheduler.QueueAction(image.Leave);
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }
}
