using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>What a header says. Width and height are as stored: <see cref="Info"/> turns them upright.</summary>
internal readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, Orientation Orientation = default)
{
    public ImageInfo Info => Orientation.Transposed ? new(Height, Width, Format) : new(Width, Height, Format);
}
