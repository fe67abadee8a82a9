using CaptionCluster.Inference;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>Tells what its silo has loaded and how busy it is.</summary>
[Reentrant, OnSilo, KeepAlive]
internal sealed class ModelsGrain(IModelRepository models) : Grain, IModelsGrain
{
    public Task<IReadOnlyList<ModelDescription>> ListAsync() =>
        Task.FromResult<IReadOnlyList<ModelDescription>>([.. models.Models.Select(model => model.Description)]);

    public Task<SiloLoad> GetLoadAsync() =>
        Task.FromResult(new SiloLoad([.. models.Models.Select(model => model.Description.Id)], models.QueuedSeconds()));
}
