using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>
/// What the decoder gets of a checked picture: a stretch of its own bytes, or a copy that lacks what the decoder would stumble over.
/// </summary>
internal readonly ref struct DecoderInput(ReadOnlySpan<byte> bytes, PixelBuffer? copy = null)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public void Dispose() => copy?.Dispose();
}
