namespace CaptionCluster.Imaging.Resampling;

/// <summary>Resizing before the middle is cut out, as Transformers' image processors do both.</summary>
internal static class CenterCrop
{
    private const int Rgb = 3;

    /// <summary>The size after resizing. The longer side is cut off to whole pixels.</summary>
    /// <exception cref="ImageRejectedException">So thin that its long side would take more pixels than allowed.</exception>
    public static (int Width, int Height) SizeOf(ImageInfo info, ImageResize resize, long maxPixels)
    {
        if (resize.ShortestEdge == 0) return (resize.Width, resize.Height);
        var edge = resize.ShortestEdge;
        var longer = (long)edge * Math.Max(info.Width, info.Height) / Math.Min(info.Width, info.Height);
        if (longer * edge > maxPixels)
        {
            throw new ImageRejectedException(ImageRejection.TooLarge, "too-thin",
                $"A picture of {info.Width} x {info.Height} is too thin for this model, which makes the shorter side {edge} pixels.");
        }

        return info.Width <= info.Height ? (edge, (int)longer) : ((int)longer, edge);
    }

    /// <summary>The middle of a picture; black where it is smaller than what is cut.</summary>
    public static void Copy(ReadOnlySpan<byte> source, int width, int height, Span<byte> target, int targetWidth, int targetHeight)
    {
        var (left, top) = (Start(width, targetWidth), Start(height, targetHeight));
        if (left < 0 || top < 0) target.Clear();
        var columns = Math.Min(width, targetWidth);
        for (var y = Math.Max(0, -top); y < targetHeight && y + top < height; y++)
        {
            source
                .Slice((((y + top) * width) + Math.Max(0, left)) * Rgb, columns * Rgb)
                .CopyTo(target[(((y * targetWidth) + Math.Max(0, -left)) * Rgb)..]);
        }
    }

    /// <summary>Where the cut begins: rounded down, so that what is left over goes to the end, and of padding to the beginning.</summary>
    private static int Start(int size, int target) => (int)Math.Floor((size - target) / 2.0);
}
