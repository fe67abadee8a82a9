using CaptionCluster.Imaging.Formats.Bmp;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tga;

/// <summary>Rows of a checked header, with Pillow's reading of alpha: a fourth byte is alpha, a sixteenth bit the opposite of it.</summary>
internal static unsafe class TgaDecoder
{
    private static readonly Masked s_fiveBits = new(BmpMasks.FiveBits with { Alpha = 0x8000 });

    public static RgbaImage Decode(ReadOnlySpan<byte> image, CancellationToken cancellationToken)
    {
        TgaHeader.TryRead(image, out var header);
        if (!header.RunLength) return Decode(image[header.Rows..], header, image, cancellationToken);

        using var rows = PixelBuffer.Rent(header.RowsBytes);
        var expanded = new Span<byte>(rows.Pixels, checked((int)header.RowsBytes));
        TgaRunLength.Expand(new ByteCursor(image, "TGA", header.Rows), header.PixelBytes, expanded);
        return Decode(expanded, header, image, cancellationToken);
    }

    private static RgbaImage Decode(
        ReadOnlySpan<byte> rows,
        TgaHeader header,
        ReadOnlySpan<byte> image,
        CancellationToken cancellationToken
    )
    {
        Span<uint> table = stackalloc uint[256];
        table = Colours(image, header, table);
        int stride = header.Width * header.PixelBytes;
        bool isOpaque = TgaHeader.SaysOpaque(image);

        var decoded = new RgbaImage(header.Width, header.Height);
        try
        {
            for (int y = 0; y < header.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pixels = decoded.Row(header.TopDown ? y : header.Height - 1 - y);
                Row(rows.Slice(y * stride, stride), header, table, pixels);
                if (isOpaque) foreach (ref uint pixel in pixels) pixel |= Unpack.Opaque;
                if (header.RightToLeft) pixels.Reverse();
            }

            AlphaOverWhite.Apply(decoded.Buffer.Pixels, (long)header.Width * header.Height);
            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    private static void Row(ReadOnlySpan<byte> row, in TgaHeader header, ReadOnlySpan<uint> table, Span<uint> pixels)
    {
        switch (header.Kind)
        {
            case TgaKind.Indexed:
                Unpack.Indexed(row, 8, table, pixels);
                break;
            case TgaKind.Colour:
                Colour(row, header.Bits, pixels);
                break;
            default:
                for (int x = 0, i = 0; x < pixels.Length; x++, i += header.PixelBytes)
                    pixels[x] = Unpack.Pixel(row[i], row[i], row[i], header.Bits == 16 ? row[i + 1] : 255);
                break;
        }
    }

    private static void Colour(ReadOnlySpan<byte> row, int bits, Span<uint> pixels)
    {
        if (bits == 32) Unpack.Bgra(row, 0, pixels);
        else if (bits == 24) Unpack.Bgr(row, pixels);
        else s_fiveBits.Unpack(row, 16, pixels);

        if (bits == 15) foreach (ref uint pixel in pixels) pixel |= Unpack.Opaque;
        if (bits == 16) foreach (ref uint pixel in pixels) pixel ^= Unpack.Opaque;
    }

    private static Span<uint> Colours(ReadOnlySpan<byte> image, in TgaHeader header, Span<uint> table)
    {
        if (header.Kind != TgaKind.Indexed) return default;

        table[..header.FirstColour].Clear();
        Colour(image[header.Colours..header.Rows], header.ColourBits, table.Slice(header.FirstColour, header.ColourCount));
        return table[..(header.FirstColour + header.ColourCount)];
    }
}
