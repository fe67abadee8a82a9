using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>File header and information header, the old 12-byte one included (Windows GDI, BITMAPFILEHEADER to BITMAPV5HEADER).</summary>
internal static class BmpHeader
{
    private const uint FileHeader = 14;
    private const uint CoreHeader = 12;
    private const uint MaxHeader = 124;

    private enum Compression : uint { None, RunLength8, RunLength4, BitFields, Jpeg, Png, AlphaBitFields }

    private readonly record struct Layout(int Width, int Height, int Bits, Compression Compression, uint DataOffset);

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var layout = ReadLayout(image);
        return new(ImageFormat.Bmp, layout.Width, layout.Height);
    }

    /// <summary>That every row is there.</summary>
    public static void CheckData(ReadOnlySpan<byte> image)
    {
        var layout = ReadLayout(image);
        if (layout.DataOffset > image.Length) throw Rejections.Broken("The BMP ends before its rows.");
        if (layout.Compression is Compression.RunLength8 or Compression.RunLength4)
        {
            var rows = new ByteCursor(image, "BMP", (int)layout.DataOffset);
            BmpRunLength.Check(rows, layout.Width, layout.Height, layout.Compression == Compression.RunLength8 ? 1 : 2);
            return;
        }

        long stride = ((long)layout.Width * layout.Bits + 31) / 32 * 4;
        if (layout.DataOffset + stride * layout.Height > image.Length) throw Rejections.Broken("The BMP ends inside its rows.");
    }

    private static Layout ReadLayout(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "BMP");
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(cursor.Take(FileHeader, "its file header")[10..]);
        uint length = cursor.LittleEndian32("its header");
        if (length is not CoreHeader and (< 40 or > MaxHeader)) throw Rejections.Broken($"The BMP has a header of {length} bytes, which no BMP has.");

        var header = cursor.Take(length - 4, "its header");
        if (offset < FileHeader + length) throw Rejections.Broken("The BMP's rows begin inside its header.");
        return length == CoreHeader ? ReadCore(header, offset) : ReadInformation(header, offset);
    }

    private static Layout ReadCore(ReadOnlySpan<byte> header, uint offset) => Checked(new(
        BinaryPrimitives.ReadUInt16LittleEndian(header),
        BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
        Compression.None,
        offset));

    private static Layout ReadInformation(ReadOnlySpan<byte> header, uint offset)
    {
        int width = BinaryPrimitives.ReadInt32LittleEndian(header);
        int height = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (width < 0 || height == int.MinValue) throw Rejections.Broken("The BMP claims a side below zero.");

        return Checked(new(
            width,
            Math.Abs(height), // Below zero means that rows run from top to bottom.
            BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            (Compression)BinaryPrimitives.ReadUInt32LittleEndian(header[12..]),
            offset));
    }

    private static Layout Checked(Layout layout)
    {
        if (layout.Compression is Compression.Jpeg or Compression.Png) throw Rejections.Unsupported("The BMP wraps a JPEG or PNG, which is not accepted.");

        bool possible = layout.Compression switch
        {
            Compression.None => layout.Bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
            Compression.RunLength8 => layout.Bits == 8,
            Compression.RunLength4 => layout.Bits == 4,
            Compression.BitFields or Compression.AlphaBitFields => layout.Bits is 16 or 32,
            _ => false,
        };
        return possible ? layout : throw Rejections.Broken($"The BMP has {layout.Bits} bits a pixel with compression {(uint)layout.Compression}, which no BMP has.");
    }
}
