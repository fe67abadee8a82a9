using CaptionCluster.Inference;

namespace CaptionCluster.Client.Tests.Fakes;

internal sealed class FakeRepository(params ICaptionModel[] models) : IModelRepository
{
    public IReadOnlyList<ICaptionModel> Models { get; set; } = models;

    public ICaptionModel Get(ModelId id) =>
        Models.FirstOrDefault(model => model.Description.Id == id) ?? throw new ModelNotAvailableException("Not loaded.");
}
