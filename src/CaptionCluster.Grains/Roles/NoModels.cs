using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>The models of a silo that does not infer.</summary>
internal sealed class NoModels : IModelRepository
{
    public IReadOnlyList<ICaptionModel> Models => [];

    public ICaptionModel Get(ModelId id) =>
        throw new ModelNotAvailableException("This silo does not infer: its roles leave inference out.");
}
