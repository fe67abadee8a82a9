using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>Samples to colours, in place.</summary>
internal static class TiffPixels
{
    public static void Colour(RgbaImage image, in TiffDirectory directory, in TiffLayout layout)
    {
        Span<uint> table = stackalloc uint[256];
        table = layout.Colours == TiffColours.Palette ? TiffPalette.Read(directory, layout.Bits, table) : Grays(layout, table);
        for (int y = 0; y < image.Height; y++)
        {
            var pixels = image.Row(y);
            if (layout.Colours == TiffColours.Cmyk)
            {
                foreach (ref uint pixel in pixels)
                    pixel = FromCmyk(pixel);
            }
            else if (layout.Colours != TiffColours.Rgb)
            {
                foreach (ref uint pixel in pixels)
                    pixel = table[(int)(pixel & 0xFF)] & 0xFFFFFF | (pixel & 0xFF00) << 16;
            }

            if (layout.Alpha == TiffAlpha.None) foreach (ref uint pixel in pixels) pixel |= Unpack.Opaque;
            if (layout.Alpha == TiffAlpha.Premultiplied) foreach (ref uint pixel in pixels) pixel = Straightened(pixel);
        }
    }

    private static Span<uint> Grays(in TiffLayout layout, Span<uint> table)
    {
        int highest = (1 << Math.Min(layout.Bits, 8)) - 1;
        for (int i = 0; i <= highest; i++)
        {
            int level = i * 255 / highest;
            table[i] = Unpack.Gray(layout.Colours == TiffColours.WhiteIsZero ? 255 - level : level);
        }

        return table[..(highest + 1)];
    }

    /// <summary>Pillow's, which knows no profile.</summary>
    private static uint FromCmyk(uint cmyk)
    {
        int rest = 255 - (int)(cmyk >> 24);
        int Of(uint ink)
        {
            int product = (int)(ink & 0xFF) * rest + 128;
            return rest - ((product >> 8) + product >> 8);
        }

        return Unpack.Pixel(Of(cmyk), Of(cmyk >> 8), Of(cmyk >> 16));
    }

    private static uint Straightened(uint pixel)
    {
        int alpha = (int)(pixel >> 24);
        int Of(uint colour) => Math.Min(255, (int)(colour & 0xFF) * 255 / alpha);
        return alpha is 0 or 255 ? pixel : Unpack.Pixel(Of(pixel), Of(pixel >> 8), Of(pixel >> 16), alpha);
    }
}
