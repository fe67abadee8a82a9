namespace CaptionCluster;

/// <summary>Where one caption's time went, and in what company. Seconds.</summary>
[GenerateSerializer, Immutable]
public readonly record struct InferenceTiming(
    [property: Id(0)] double QueueSeconds,
    [property: Id(1)] double EncodeSeconds,
    [property: Id(2)] double DecodeSeconds,
    [property: Id(3)] int EncodeBatch,
    [property: Id(4)] int DecodeBatch);
