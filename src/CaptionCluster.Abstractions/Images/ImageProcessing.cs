namespace CaptionCluster;

/// <summary>The geometric half of a model's image processor: what the front does to a picture before it sends pixels.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageProcessing(
    [property: Id(0)] int Width, [property: Id(1)] int Height, [property: Id(2)] ResampleFilter Filter)
{
    /// <summary>
    /// What the picture is resized to before its middle is cut out; null stretches it to <c>Width x Height</c> and cuts nothing.
    /// </summary>
    [Id(3)] public ImageResize? Resize { get; init; }
}

/// <summary>A size to resize to: both sides, or the shorter one, from which the other follows.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageResize([property: Id(0)] int Width, [property: Id(1)] int Height, [property: Id(2)] int ShortestEdge)
{
    public static ImageResize Exactly(int width, int height) => new(width, height, 0);

    public static ImageResize Shortest(int edge) => new(0, 0, edge);
}
