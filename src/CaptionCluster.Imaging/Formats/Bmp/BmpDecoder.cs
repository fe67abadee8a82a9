using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Rows of a checked layout. No library reads all that viewers show (docs/decisions/0021-image-decoders.md).</summary>
internal static unsafe class BmpDecoder
{
    public static RgbaImage Decode(ReadOnlySpan<byte> image, CancellationToken cancellationToken)
    {
        var layout = BmpHeader.ReadLayout(image);
        if (!layout.RunLength) return Decode(image[layout.Rows..], layout, image, cancellationToken);

        using var indexes = PixelBuffer.Rent((long)layout.Width * layout.Height);
        var expanded = new Span<byte>(indexes.Pixels, layout.Width * layout.Height);
        BmpRunLength.Expand(new ByteCursor(image, "BMP", layout.Rows), layout.Width, layout.Height, layout.Bits == 4, expanded);
        return Decode(expanded, layout with { Bits = 8 }, image, cancellationToken);
    }

    private static RgbaImage Decode(
        ReadOnlySpan<byte> rows,
        BmpLayout layout,
        ReadOnlySpan<byte> image,
        CancellationToken cancellationToken
    )
    {
        Span<uint> table = stackalloc uint[256];
        table = Colours(image, layout, table);
        var masked = new Masked(layout.Masks);
        int stride = layout.RunLength ? layout.Width : layout.Stride;
        bool hasAlpha = !layout.HasColours && layout.Masks.Alpha != 0;

        var decoded = new RgbaImage(layout.Width, layout.Height);
        try
        {
            for (int y = 0; y < layout.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var row = rows.Slice(y * stride, layout.RowBytes);
                var pixels = decoded.Row(layout.TopDown ? y : layout.Height - 1 - y);
                if (layout.HasColours) Unpack.Indexed(row, layout.Bits, table, pixels);
                else if (layout.Bits == 24) Unpack.Bgr(row, pixels);
                else if (layout.Bits == 32 && layout.Masks == BmpMasks.Usual) Unpack.Bgra(row, Unpack.Opaque, pixels);
                else masked.Unpack(row, layout.Bits, pixels);
            }

            if (hasAlpha) AlphaOverWhite.Apply(decoded.Buffer.Pixels, (long)decoded.Width * decoded.Height);
            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    private static Span<uint> Colours(ReadOnlySpan<byte> image, in BmpLayout layout, Span<uint> table)
    {
        for (int i = 0; i < layout.ColourCount; i++)
        {
            var colour = image.Slice(layout.Colours + i * layout.ColourSize, 3);
            table[i] = Unpack.Pixel(colour[2], colour[1], colour[0]);
        }

        return table[..layout.ColourCount];
    }
}
