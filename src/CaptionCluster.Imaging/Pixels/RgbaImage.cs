namespace CaptionCluster.Imaging.Pixels;

/// <summary>
/// A decoded picture as stored (not yet upright): four bytes a pixel, rows without padding. The fourth byte means nothing.
/// </summary>
internal sealed unsafe class RgbaImage(int width, int height) : IDisposable
{
    public const int BytesPerPixel = 4;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Stride => Width * BytesPerPixel;

    public long Bytes => (long)Stride * Height;

    public PixelBuffer Buffer { get; } = PixelBuffer.Rent((long)width * height * BytesPerPixel);

    /// <summary>A row's pixels, red in the lowest byte.</summary>
    public Span<uint> Row(int y) => new(Buffer.Pixels + (long)y * Stride, Width);

    public void Dispose() => Buffer.Dispose();
}
