namespace CaptionCluster;

/// <summary>What is known of a picture. Width and height are as seen, after EXIF orientation.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageInfo(
    [property: Id(0)] int Width, [property: Id(1)] int Height, [property: Id(2)] ImageFormat Format)
{
    /// <summary>Known once its pixels were decoded.</summary>
    [Id(3)] public ImageContent Content { get; init; }
}
