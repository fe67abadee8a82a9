using CaptionCluster.Inference;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>Tells what its silo has loaded and how busy it is.</summary>
[Reentrant, OnSilo, KeepAlive]
internal sealed class ModelsGrain(IModelRepository models) : Grain, IModelsGrain
{
    public Task<IReadOnlyList<ModelDescription>> ListAsync() =>
        Task.FromResult(models.Describe());

    public Task<ModelDescription> ReloadAsync(string name) => models.ReloadAsync(name, CancellationToken.None);

    public Task<SiloLoad> GetLoadAsync() =>
        Task.FromResult(
            new SiloLoad([.. models.Callable.Select(model => model.Description.Id)], models.QueuedSeconds()) { TellsWords = true }
        );
}
