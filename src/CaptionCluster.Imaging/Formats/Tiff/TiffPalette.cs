using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>All reds, then greens, then blues, 16 bits each, of which the high byte counts.</summary>
internal static class TiffPalette
{
    public static void Check(in TiffDirectory directory, int bits)
    {
        if (!directory.TryGet(TiffTags.ColorMap, out var map)) throw Rejections.Broken("The TIFF has no table for its colours.");
        if (map.Count < 3 << bits) throw Rejections.Broken($"The TIFF's table has {map.Count} numbers; its colours take {3 << bits}.");
    }

    public static Span<uint> Read(in TiffDirectory directory, int bits, Span<uint> table)
    {
        Check(directory, bits);
        directory.TryGet(TiffTags.ColorMap, out var map);
        int count = 1 << bits;
        for (int i = 0; i < count; i++) table[i] = Unpack.Pixel(High(map[i]), High(map[count + i]), High(map[2 * count + i]));
        return table[..count];
    }

    private static int High(uint value) => (int)(value >> 8 & 0xFF);
}
