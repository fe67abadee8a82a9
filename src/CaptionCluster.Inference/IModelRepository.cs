namespace CaptionCluster.Inference;

/// <summary>The models of this process.</summary>
public interface IModelRepository
{
    /// <summary>What is loaded; the default model first.</summary>
    IReadOnlyList<ICaptionModel> Models { get; }

    /// <exception cref="ModelNotAvailableException">Not loaded here, or no longer.</exception>
    ICaptionModel Get(ModelId id);
}
