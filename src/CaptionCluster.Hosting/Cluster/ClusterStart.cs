namespace CaptionCluster.Hosting;

/// <summary>Tells when grains can be called: calling earlier only makes Orleans complain.</summary>
public sealed class ClusterStart : ILifecycleParticipant<ISiloLifecycle>, ILifecycleParticipant<IClusterClientLifecycle>
{
    private readonly TaskCompletionSource _active = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Active => _active.Task;

    void ILifecycleParticipant<ISiloLifecycle>.Participate(ISiloLifecycle observer) => Participate(observer);

    void ILifecycleParticipant<IClusterClientLifecycle>.Participate(IClusterClientLifecycle observer) => Participate(observer);

    private void Participate(ILifecycleObservable lifecycle) =>
        lifecycle.Subscribe(nameof(ClusterStart), ServiceLifecycleStage.Active, _ =>
        {
            _active.TrySetResult();
            return Task.CompletedTask;
        });
}
