namespace CaptionCluster.Imaging.Formats.Gif;

/// <summary>The first frame's canvas: the screen, grown where the frame reaches over it, as browsers draw it.</summary>
internal static class GifHeader
{
    public static bool Matches(ReadOnlySpan<byte> image) => image.StartsWith("GIF87a"u8) || image.StartsWith("GIF89a"u8);

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "GIF");
        var screen = GifBlocks.TakeScreen(ref cursor);
        GifBlocks.TakeToFrame(ref cursor, out _);
        var frame = GifBlocks.TakeFrame(ref cursor);
        return new(ImageFormat.Gif, Math.Max(screen.Width, frame.Right), Math.Max(screen.Height, frame.Bottom));
    }
}
