using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>
/// File header and information header: Windows GDI, BITMAPCOREHEADER to BITMAPV5HEADER, and the OS/2 2.x ones of 16 to 64 bytes.
/// </summary>
internal static class BmpHeader
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12, ShortestOs2Header = 16, WindowsHeader = 40, Os2Header = 64, LongestHeader = 124;

    private enum Compression : uint { None, RunLength8, RunLength4, BitFields, Jpeg, Png, AlphaBitFields }

    private readonly record struct Fields(int Length, int Width, int Height, int Bits, Compression Compression, uint ColoursUsed);

    public static bool Matches(ReadOnlySpan<byte> image) => image.StartsWith("BM"u8) && image.Length > 2;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var layout = ReadLayout(image);
        return new(ImageFormat.Bmp, layout.Width, layout.Height);
    }

    /// <summary>That every row is there; run lengths tell when they are read.</summary>
    public static void CheckData(ReadOnlySpan<byte> image)
    {
        var layout = ReadLayout(image);
        if (layout.Rows > image.Length) throw Rejections.Broken("The BMP ends before its rows.");
        if (!layout.RunLength && layout.RowsBytes > image.Length - layout.Rows) throw Rejections.Broken("The BMP ends inside its rows.");
    }

    public static BmpLayout ReadLayout(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "BMP");
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(cursor.Take(FileHeader, "its file header")[10..]);
        uint length = cursor.LittleEndian32("its header");
        if (length is not CoreHeader and (< ShortestOs2Header or > LongestHeader) || length % 4 != 0)
        {
            throw Rejections.Broken(
                $"The BMP has a header of {length} bytes; those of Windows and OS/2 have 12 or 16 to {LongestHeader}, in steps of four."
            );
        }

        var header = cursor.Take(length - 4, "its header");
        var fields = length == CoreHeader ? ReadCore(header) : ReadInformation(header, (int)length);
        Check(fields);
        var masks = BmpMaskReader.Read(
            ref cursor,
            header,
            fields.Bits,
            fields.Compression is Compression.BitFields or Compression.AlphaBitFields,
            withAlpha: fields.Compression == Compression.AlphaBitFields
        );

        var layout = new BmpLayout(
            fields.Width, Math.Abs(fields.Height), fields.Bits, fields.Compression is Compression.RunLength8 or Compression.RunLength4,
            TopDown: fields.Height < 0, masks, Colours: cursor.Position, ColourCount: 0, ColourSize: 0, Rows: 0);
        return BmpPlaces.Find(layout, image.Length, offset, FileHeader + (int)length, fields.ColoursUsed);
    }

    private static Fields ReadCore(ReadOnlySpan<byte> header) => new(
        CoreHeader,
        BinaryPrimitives.ReadUInt16LittleEndian(header),
        BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
        Compression.None,
        ColoursUsed: 0);

    /// <summary>An OS/2 header may stop behind any field: what is missing is zero.</summary>
    private static Fields ReadInformation(ReadOnlySpan<byte> header, int length)
    {
        Span<byte> whole = stackalloc byte[LongestHeader];
        whole.Clear();
        header.CopyTo(whole);
        int width = BinaryPrimitives.ReadInt32LittleEndian(whole);
        int height = BinaryPrimitives.ReadInt32LittleEndian(whole[4..]);
        if (width < 0 || height == int.MinValue) throw Rejections.Broken("The BMP claims a side below zero.");

        return new(
            length, width, height,
            BinaryPrimitives.ReadUInt16LittleEndian(whole[10..]),
            (Compression)BinaryPrimitives.ReadUInt32LittleEndian(whole[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(whole[28..]));
    }

    private static void Check(in Fields fields)
    {
        // The same numbers mean something else to OS/2.
        if (fields.Length == Os2Header && fields.Compression is Compression.BitFields or Compression.Jpeg && fields.Bits is 1 or 24)
        {
            throw Rejections.Unsupported(
                "The BMP is coded by OS/2's Huffman codes or 24-bit run lengths, which is not accepted: convert it to PNG."
            );
        }

        if (fields.Compression is Compression.Jpeg or Compression.Png)
            throw Rejections.Unsupported("The BMP wraps a JPEG or PNG, which is not accepted: send that picture itself.");

        bool possible = fields.Compression switch
        {
            Compression.None => fields.Bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            Compression.RunLength8 => fields.Bits == 8,
            Compression.RunLength4 => fields.Bits == 4,
            Compression.BitFields or Compression.AlphaBitFields => fields.Bits is 16 or 24 or 32,
            _ => false,
        };
        if (!possible)
        {
            throw Rejections.Broken(
                $"The BMP has {fields.Bits} bits a pixel with compression {(uint)fields.Compression}, which do not go together."
            );
        }

        if (fields.Bits == 0 || fields.Length < WindowsHeader && fields.Compression != Compression.None)
        {
            throw Rejections.Broken("The BMP's header is too short for its compression.");
        }
    }
}
