namespace CaptionCluster.Client.Http;

/// <summary>A model that is served.</summary>
public sealed record ServedModel
{
    /// <summary>What <see cref="CaptionOptions.Model"/> names.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over its files.</summary>
    public required string Revision { get; init; }

    /// <summary>Its numbers' form: <c>float32</c>, <c>int8</c>, …</summary>
    public required string Variant { get; init; }

    /// <summary>Its architecture.</summary>
    public required string Family { get; init; }

    /// <summary>What it runs on: <c>cpu</c>, <c>cuda</c>, …</summary>
    public required string Device { get; init; }

    /// <summary>Whether it is ready, in a word.</summary>
    public required string State { get; init; }

    /// <summary>Whether it is taken where no model is named.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>Pixels of its input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The grid that attention weights lie on; null when it gives none.</summary>
    public AttentionGrid? Attention { get; init; }

    /// <summary>Whether it judges its own sentences.</summary>
    public required bool Adequacy { get; init; }

    /// <summary>What the quality of its captions is the probability of; null when it has no calibration.</summary>
    public ModelQuality? Quality { get; init; }

    /// <summary>How it decodes when a request says nothing.</summary>
    public required ModelDecoding Decoding { get; init; }

    /// <summary>What a model that takes prompts can be asked for, its usual task first; null for others.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Bytes of its graphs and their external data.</summary>
    public required long GraphBytes { get; init; }

    /// <summary>Captions made since it was loaded, on the machine that was asked first.</summary>
    public required long Captions { get; init; }

    /// <summary>Why its folder, as it is now, was not taken; null when the folder is what is served.</summary>
    public string? Refusal { get; init; }
}

internal sealed record ServedModels(IReadOnlyList<ServedModel> Models, string Urls);
