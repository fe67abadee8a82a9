using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Models;

/// <summary>What the cluster serves right now, as last heard. Safe for concurrent use.</summary>
internal sealed class ModelCatalog
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile State _state = new([], "The cluster is starting.");

    /// <summary>Ends when the first model is served.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The default model first.</summary>
    public IReadOnlyList<ServedModel> Models => _state.Models;

    /// <summary>Why nothing can be captioned; null when it can.</summary>
    public string? NotReadyReason => _state.Reason;

    public void Replace(IReadOnlyList<ModelDescription> models)
    {
        _state = models.Count == 0
            ? new State([], "Models are loading.")
            : new State([.. models.Select(model => new ServedModel(model))], null);
        if (models.Count > 0) _ready.TrySetResult();
    }

    /// <summary>What was known stays, as the cluster may be back before anyone asks, but nothing is promised.</summary>
    public void LostCluster(string reason) => _state = _state with { Reason = reason };

    /// <param name="name">Null for the default model.</param>
    /// <exception cref="ModelNotAvailableException">Nothing is served yet.</exception>
    /// <exception cref="InvalidOptionException">No model of that name.</exception>
    public ServedModel Find(string? name)
    {
        var state = _state;
        if (state.Models.Length == 0) throw new ModelNotAvailableException(state.Reason ?? "No model is served.");
        if (name is null) return state.Models[0];
        foreach (var model in state.Models)
        {
            if (model.Description.Id.Name.Equals(name, StringComparison.Ordinal)) return model;
        }

        var known = string.Join(", ", state.Models.Select(model => model.Description.Id.Name));
        throw new InvalidOptionException("model", $"There is no model of that name; there is {known}.");
    }

    /// <summary>
    /// The model of a key that was settled earlier. When its folder was replaced since, the name stands for what is served under it now.
    /// </summary>
    /// <exception cref="ModelNotAvailableException">Nothing is served yet, or nothing of that name.</exception>
    public (ServedModel Model, CaptionKey Key) Resolve(CaptionKey key)
    {
        var models = _state.Models;
        var model = Array.Find(models, model => model.Description.Id == key.Model)
            ?? Array.Find(models, model => model.Description.Id.Name.Equals(key.Model.Name, StringComparison.Ordinal))
            ?? throw new ModelNotAvailableException($"The model '{key.Model.Name}' is not served.");
        return (model, key with { Model = model.Description.Id });
    }

    private sealed record State(ServedModel[] Models, string? Reason);
}

/// <summary>A model the cluster serves, with the key that most requests use made once.</summary>
internal sealed class ServedModel(ModelDescription description)
{
    private readonly CaptionKey _defaultKey = new(description.Id, description.Decoding);

    public ModelDescription Description { get; } = description;

    /// <exception cref="InvalidOptionException">Options out of range or contradicting each other.</exception>
    public CaptionKey KeyFor(RequestOptions options) =>
        options.Decoding.Count == 0 ? _defaultKey : new CaptionKey(Description.Id, DecodingChoice.Settle(options, Description));
}
