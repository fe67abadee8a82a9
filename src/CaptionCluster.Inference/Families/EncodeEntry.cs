using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Families;

/// <summary>A picture that waits to be encoded.</summary>
internal sealed class EncodeEntry(ImagePixels pixels, CancellationToken cancellationToken, bool handsOver = false)
    : BatchEntry<EncodedImage>(cancellationToken, handsOver)
{
    public ImagePixels Pixels { get; } = pixels;
}
