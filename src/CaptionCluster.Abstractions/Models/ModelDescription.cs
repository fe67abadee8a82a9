namespace CaptionCluster;

/// <summary>A loaded model as the front and its users need to know it.</summary>
[GenerateSerializer, Immutable]
public sealed record ModelDescription(
    [property: Id(0)] ModelId Id,
    [property: Id(1)] string Family,
    [property: Id(2)] string Device,
    [property: Id(3)] ImageProcessing Processing,
    [property: Id(4)] DecodingOptions Decoding,
    [property: Id(5)] int MaxNewTokensLimit,
    [property: Id(6)] bool HasAttention,
    [property: Id(7)] bool HasAdequacy,
    [property: Id(8)] int AttentionColumns,
    [property: Id(9)] int AttentionRows)
{
    /// <summary>What a model that takes prompts can be asked for, its usual task first; empty for others.</summary>
    [Id(10)] public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Bytes of its graphs and their external data.</summary>
    [Id(11)] public long GraphBytes { get; init; }

    /// <summary>Captions made since it was loaded there.</summary>
    [Id(12)] public long Captions { get; init; }

    /// <summary>Why its folder, as it is now, was not taken; null when the folder is what is served.</summary>
    [Id(13)] public string? Refusal { get; init; }

    /// <summary>What the quality of its captions means; null when it has no calibration.</summary>
    [Id(14)] public ModelCalibration? Calibration { get; init; }
}
