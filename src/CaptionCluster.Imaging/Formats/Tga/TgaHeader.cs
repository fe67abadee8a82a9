using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.Tga;

/// <summary>
/// The first 18 bytes, and version 2's word on alpha at the end (Truevision TGA 2.0). There is no signature: every field must make sense.
/// </summary>
/// <param name="Colours">Where the colour table begins, behind the identification.</param>
/// <param name="FirstColour">Which index the table's first entry has.</param>
internal readonly record struct TgaHeader(
    int Width,
    int Height,
    TgaKind Kind,
    bool RunLength,
    int Bits,
    bool TopDown,
    bool RightToLeft,
    int Colours,
    int FirstColour,
    int ColourCount,
    int ColourBits
)
{
    private const int Length = 18, ExtensionAlpha = 494, Footer = 26;

    public int PixelBytes => (Bits + 7) / 8;

    public long RowsBytes => (long)Width * Height * PixelBytes;

    public int Rows => Colours + ColourCount * ((ColourBits + 7) / 8);

    public static bool Matches(ReadOnlySpan<byte> image) => TryRead(image, out _);

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        TryRead(image, out var header);
        return new(ImageFormat.Tga, header.Width, header.Height);
    }

    /// <summary>That every row is there; run lengths tell when they are read.</summary>
    public static void CheckData(ReadOnlySpan<byte> image)
    {
        TryRead(image, out var header);
        if (header.Rows > image.Length) throw Rejections.Broken("The TGA ends before its rows.");
        if (!header.RunLength && header.RowsBytes > image.Length - header.Rows) throw Rejections.Broken("The TGA ends inside its rows.");
    }

    public static bool TryRead(ReadOnlySpan<byte> image, out TgaHeader header)
    {
        header = default;
        if (image.Length < Length || image[1] > 1 || (image[2] & 0xF4) != 0) return false;

        var kind = (TgaKind)(image[2] & 3);
        bool hasTable = image[1] == 1;
        header = new(
            BinaryPrimitives.ReadUInt16LittleEndian(image[12..]), BinaryPrimitives.ReadUInt16LittleEndian(image[14..]),
            kind, RunLength: (image[2] & 8) != 0, Bits: image[16], TopDown: (image[17] & 0x20) != 0, RightToLeft: (image[17] & 0x10) != 0,
            Colours: Length + image[0],
            FirstColour: hasTable ? BinaryPrimitives.ReadUInt16LittleEndian(image[3..]) : 0,
            ColourCount: hasTable ? BinaryPrimitives.ReadUInt16LittleEndian(image[5..]) : 0,
            ColourBits: hasTable ? image[7] : 0);
        return header.MakesSense(hasTable) && (image[17] & 0xC0) == 0 && (image[17] & 0x0F) <= 8;
    }

    /// <summary>An extension may say that the fourth byte is no alpha.</summary>
    public static bool SaysOpaque(ReadOnlySpan<byte> image)
    {
        if (!image.EndsWith("TRUEVISION-XFILE.\0"u8)) return false;
        uint extension = BinaryPrimitives.ReadUInt32LittleEndian(image[^Footer..]);
        return extension != 0 && extension < image.Length - ExtensionAlpha && image[(int)extension + ExtensionAlpha] == 0;
    }

    private bool MakesSense(bool hasTable) =>
        Width > 0
        && Height > 0
        && Kind switch
        {
            TgaKind.Indexed => hasTable
                && Bits == 8
                && ColourBits is 15 or 16 or 24 or 32
                && ColourCount > 0
                && FirstColour + ColourCount <= 256,
            TgaKind.Colour => Bits is 15 or 16 or 24 or 32 && (!hasTable || ColourBits is 15 or 16 or 24 or 32),
            TgaKind.Gray => Bits is 8 or 16 && !hasTable,
            _ => false,
        };
}

internal enum TgaKind { None, Indexed, Colour, Gray }
