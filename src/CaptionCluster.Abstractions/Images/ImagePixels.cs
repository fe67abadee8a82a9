namespace CaptionCluster;

/// <summary>A picture at a model's input size: uint8 RGB, row by row, no padding. Normalising happens when a batch is assembled.</summary>
/// <param name="Source">The picture these pixels were made from.</param>
/// <param name="Rgb">At least <c>Width * Height * 3</c> bytes; what follows them is not part of the picture (a pooled buffer's
/// rest).</param>
[GenerateSerializer, Immutable]
public sealed record ImagePixels(
    [property: Id(0)] ImageInfo Source,
    [property: Id(1)] int Width,
    [property: Id(2)] int Height,
    [property: Id(3)] ReadOnlyMemory<byte> Rgb
);
