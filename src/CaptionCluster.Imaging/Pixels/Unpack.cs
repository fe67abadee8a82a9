using System.Runtime.InteropServices;

namespace CaptionCluster.Imaging.Pixels;

/// <summary>A row as it is stored to pixels: red, green, blue and alpha in a number's bytes, red lowest.</summary>
internal static class Unpack
{
    public const uint Opaque = 0xFF000000;

    public static uint Pixel(int red, int green, int blue, int alpha = 255) => (uint)(red | green << 8 | blue << 16 | alpha << 24);

    public static uint Gray(int level) => Pixel(level, level, level);

    /// <summary>
    /// Numbers of 1, 2, 4 or 8 bits, the first in the highest bits, to what a table has for them; those beyond it are black.
    /// </summary>
    public static void Indexed(ReadOnlySpan<byte> row, int bits, ReadOnlySpan<uint> table, Span<uint> pixels)
    {
        int perByte = 8 / bits, mask = (1 << bits) - 1;
        for (int x = 0; x < pixels.Length; x++)
        {
            int index = row[x / perByte] >> (8 - bits - x % perByte * bits) & mask;
            pixels[x] = index < table.Length ? table[index] : Opaque;
        }
    }

    /// <summary>Bytes of one colour after another, <paramref name="step"/> of them a pixel.</summary>
    public static void Rgb(ReadOnlySpan<byte> row, int step, Span<uint> pixels)
    {
        for (int x = 0, i = 0; x < pixels.Length; x++, i += step) pixels[x] = Pixel(row[i], row[i + 1], row[i + 2]);
    }

    public static void Bgr(ReadOnlySpan<byte> row, Span<uint> pixels)
    {
        for (int x = 0, i = 0; x < pixels.Length; x++, i += 3) pixels[x] = Pixel(row[i + 2], row[i + 1], row[i]);
    }

    public static void Bgra(ReadOnlySpan<byte> row, uint alpha, Span<uint> pixels)
    {
        var stored = MemoryMarshal.Cast<byte, uint>(row);
        for (int x = 0; x < pixels.Length; x++)
        {
            uint bgra = stored[x];
            pixels[x] = bgra & 0xFF00FF00 | (bgra >> 16 & 0xFF) | (bgra & 0xFF) << 16 | alpha;
        }
    }
}
