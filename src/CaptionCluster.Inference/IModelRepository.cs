namespace CaptionCluster.Inference;

/// <summary>The models of this process.</summary>
public interface IModelRepository
{
    /// <summary>What is loaded; the default model first.</summary>
    IReadOnlyList<ICaptionModel> Models { get; }

    /// <summary>Those, and the replaced ones that still answer whoever asked for them.</summary>
    IReadOnlyList<ICaptionModel> Callable => Models;

    /// <summary>What is loaded, with what is counted of it; the default model first.</summary>
    IReadOnlyList<ModelDescription> Describe() => [.. Models.Select(model => model.Description)];

    /// <summary>Looks at a model's folder now and takes what is in it.</summary>
    /// <exception cref="ModelNotAvailableException">No folder of that name here.</exception>
    /// <exception cref="ModelRefusedException">It can't be served; what was served goes on.</exception>
    Task<ModelDescription> ReloadAsync(string name, CancellationToken cancellationToken) =>
        throw new ModelNotAvailableException($"There is no folder of a model '{name}' here.");

    /// <exception cref="ModelNotAvailableException">Not loaded here, or no longer.</exception>
    ICaptionModel Get(ModelId id);
}
