using System.IO.Hashing;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>Walks every chunk to IEND, check sums included. Text chunks are passed over, never inflated.</summary>
internal static class PngStructure
{
    public static void Check(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "PNG", PngHeader.Signature.Length);
        var chunk = Next(ref cursor);
        bool needsPalette = PngHeader.IsPalette(chunk.Data), hasPalette = false, hasData = false;
        while (!(chunk = Next(ref cursor)).Is("IEND"u8))
        {
            if (chunk.Is("IHDR"u8)) throw Rejections.Broken("The PNG has two IHDR chunks.");
            if (chunk.Is("PLTE"u8)) hasPalette = CheckPalette(chunk.Data);
            else if (chunk.Is("IDAT"u8)) hasData = true;
            else if (!chunk.IsAncillary) throw Rejections.Broken("The PNG has a critical chunk that no PNG knows.");
        }

        if (!hasData) throw Rejections.Broken("The PNG has no IDAT chunk: there are no pixels.");
        if (needsPalette && !hasPalette) throw Rejections.Broken("The PNG's colours come from a palette, but it has no PLTE chunk.");
    }

    private static PngChunk Next(ref ByteCursor cursor)
    {
        var chunk = PngChunk.Next(ref cursor);
        return Crc32.HashToUInt32(chunk.TypeAndData) == chunk.CheckSum
            ? chunk
            : throw Rejections.Broken("The PNG has a chunk whose check sum is wrong.");
    }

    private static bool CheckPalette(ReadOnlySpan<byte> palette) => palette.Length is > 0 and <= 256 * 3 && palette.Length % 3 == 0
        ? true
        : throw Rejections.Broken("The PNG's palette is not 1 to 256 colours of three bytes.");
}
