namespace CaptionCluster.Imaging.Formats.Pnm;

/// <summary>Portable bitmaps, graymaps and pixmaps, P1 to P6 (Netpbm).</summary>
/// <param name="Rows">Where the samples begin.</param>
internal readonly record struct PnmHeader(int Width, int Height, PnmKind Kind, bool Plain, int MaxValue, int Rows)
{
    public int Samples => Kind == PnmKind.Pixmap ? 3 : 1;

    public int SampleBytes => MaxValue > 255 ? 2 : 1;

    public int Stride => Kind == PnmKind.Bitmap ? (Width + 7) / 8 : Width * Samples * SampleBytes;

    public static bool Matches(ReadOnlySpan<byte> image) =>
        image.Length > 2 && image[0] == 'P' && image[1] is >= (byte)'1' and <= (byte)'6' && IsSpace(image[2]);

    public static bool IsSpace(byte value) => value is (byte)' ' or >= 9 and <= 13;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var header = ReadWhole(image);
        return new(ImageFormat.Pnm, header.Width, header.Height);
    }

    /// <summary>That there are as many bytes as the samples need at least; plain text tells when it is read.</summary>
    public static void CheckData(ReadOnlySpan<byte> image)
    {
        var header = ReadWhole(image);
        long least = header.Plain ? (long)header.Width * header.Height * header.Samples : (long)header.Stride * header.Height;
        if (least > image.Length - header.Rows) throw Rejections.Broken("The PNM ends inside its rows.");
    }

    public static PnmHeader ReadWhole(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "PNM", position: 2);
        var kind = (PnmKind)((image[1] - '1') % 3);
        bool plain = image[1] <= '3';
        int width = PnmText.Number(ref cursor, "its header"), height = PnmText.Number(ref cursor, "its header");
        int max = kind == PnmKind.Bitmap ? 1 : PnmText.Number(ref cursor, "its header");
        if (max is < 1 or > 65_535) throw Rejections.Broken($"The PNM has a highest value of {max}; 1 to 65,535 are possible.");
        return new(width, height, kind, plain, max, cursor.Position);
    }
}

internal enum PnmKind { Bitmap, Graymap, Pixmap }
