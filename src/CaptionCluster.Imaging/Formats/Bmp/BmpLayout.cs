namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Where a BMP's parts stand and how they are to be read.</summary>
/// <param name="Bits">Of a pixel: 1, 2, 4, 8 (colours of a table), 16, 24 or 32.</param>
/// <param name="RunLength">Rows are coded by run lengths.</param>
/// <param name="TopDown">The first stored row is the uppermost.</param>
internal readonly record struct BmpLayout(
    int Width, int Height, int Bits, bool RunLength, bool TopDown, BmpMasks Masks, int Colours, int ColourCount, int ColourSize, int Rows)
{
    public bool HasColours => Bits <= 8;

    /// <summary>Bytes of a row's pixels.</summary>
    public int RowBytes => (int)(((long)Width * Bits + 7) / 8);

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride => (int)(((long)Width * Bits + 31) / 32 * 4);

    /// <summary>Bytes that rows without run lengths take: the last one's padding may be missing.</summary>
    public long RowsBytes => (long)Stride * (Height - 1) + RowBytes;
}

/// <summary>Which bits of a pixel are which colour. An alpha mask of zero means that every pixel is opaque.</summary>
internal readonly record struct BmpMasks(uint Red, uint Green, uint Blue, uint Alpha)
{
    public static BmpMasks Usual { get; } = new(0xFF0000, 0xFF00, 0xFF, 0);

    public static BmpMasks UsualWithAlpha { get; } = Usual with { Alpha = 0xFF000000 };

    public static BmpMasks FiveBits { get; } = new(0x7C00, 0x3E0, 0x1F, 0);
}
