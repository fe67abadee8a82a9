using CaptionCluster.Inference;

namespace CaptionCluster.Testing.Models;

public sealed class FakeRepository(params ICaptionModel[] models) : IModelRepository
{
    public IReadOnlyList<ICaptionModel> Models { get; set; } = models;

    public ICaptionModel Get(ModelId id) =>
        Models.FirstOrDefault(model => model.Description.Id == id) ?? throw new ModelNotAvailableException($"No {id.Name} here.");
}
