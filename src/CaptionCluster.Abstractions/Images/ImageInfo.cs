namespace CaptionCluster;

/// <summary>What is known of a picture from its header. Width and height are as seen, after EXIF orientation.</summary>
[GenerateSerializer, Immutable]
public sealed record ImageInfo(
    [property: Id(0)] int Width, [property: Id(1)] int Height, [property: Id(2)] ImageFormat Format);
