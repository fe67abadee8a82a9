namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>The first page's layout. Everything that decides how much is read or allocated is checked here.</summary>
internal static class TiffHeader
{
    private const long LargestTile = 1 << 24;
    private const int MostSamples = 6;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var directory = TiffDirectory.First(image);
        var (width, height) = Size(directory);
        return new(ImageFormat.Tiff, width, height, TiffOrientation.Read(image, directory));
    }

    public static TiffLayout ReadLayout(in TiffDirectory directory)
    {
        var (width, height) = Size(directory);
        TiffRefusals.CheckKind(directory);
        var compression = TiffRefusals.Compression(directory);
        int samples = Samples(directory);
        int bits = TiffRefusals.Bits(directory, samples);
        bool tiled = directory.Has(TiffTags.TileOffsets);
        var layout = new TiffLayout(
            width, height, bits, samples,
            Planar: samples > 1 && directory.Number(TiffTags.Planar, 1) == 2,
            directory.LittleEndian, compression,
            TiffRefusals.Colours(directory, compression), Alpha: default,
            Predicted: TiffRefusals.IsPredicted(directory, compression, bits),
            ReversedBits: directory.Number(TiffTags.FillOrder, 1) == 2,
            tiled,
            PieceWidth: tiled ? Side(directory, TiffTags.TileWidth) : width,
            PieceHeight: tiled
                ? Side(directory, TiffTags.TileLength)
                : (int)Math.Clamp(directory.Number(TiffTags.RowsPerStrip, uint.MaxValue), 1, (uint)height)
        );

        if ((long)layout.PieceWidth * layout.PieceHeight > Math.Max(LargestTile, 2L * width * height))
        {
            throw Rejections.Broken(
                $"The TIFF has tiles of {layout.PieceWidth} x {layout.PieceHeight} pixels, far larger than the picture."
            );
        }

        if ((long)layout.PieceWidth * layout.PieceHeight * samples * bits > int.MaxValue * 8L)
        {
            throw Rejections.TooLarge("The TIFF has a strip or tile above 2 GiB.");
        }

        return layout with { Alpha = TiffRefusals.Alpha(directory, layout) };
    }

    private static (int Width, int Height) Size(in TiffDirectory directory)
    {
        if (!directory.TryGet(TiffTags.Width, out var width) || !directory.TryGet(TiffTags.Height, out var height))
            throw Rejections.Broken("The TIFF does not say how wide and high it is.");
        return ((int)Math.Min(width[0], int.MaxValue), (int)Math.Min(height[0], int.MaxValue));
    }

    private static int Samples(in TiffDirectory directory)
    {
        uint samples = directory.Number(TiffTags.SamplesPerPixel, 1);
        return samples is >= 1 and <= MostSamples
            ? (int)samples
            : throw Rejections.Unsupported($"The TIFF has {samples} samples a pixel; 1 to {MostSamples} are accepted.");
    }

    private static int Side(in TiffDirectory directory, ushort tag)
    {
        uint side = directory.Number(tag, 0);
        return side is > 0 and <= int.MaxValue / 64
            ? (int)side
            : throw Rejections.Broken($"The TIFF has tiles with a side of {side} pixels.");
    }
}
