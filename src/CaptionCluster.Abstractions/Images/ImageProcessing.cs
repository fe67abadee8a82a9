namespace CaptionCluster;

/// <summary>The geometric half of a model's image processor: what the front does to a picture before it sends pixels.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageProcessing(
    [property: Id(0)] int Width, [property: Id(1)] int Height, [property: Id(2)] ResampleFilter Filter);
