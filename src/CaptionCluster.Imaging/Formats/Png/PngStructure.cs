namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>
/// Walks every chunk to IEND. Critical ones must be right, check sums included; what is wrong with an ancillary one costs that chunk, and
/// the decoder passes over most of them by itself. Text chunks are passed over, never inflated.
/// </summary>
internal static class PngStructure
{
    /// <summary>The bytes that the decoder gets: the picture's own, or a copy where the decoder does not know what to do.</summary>
    public static DecoderInput Check(ReadOnlySpan<byte> image)
    {
        var cursor = new ByteCursor(image, "PNG", PngHeader.Signature.Length);
        var header = Critical(PngHeader.Take(ref cursor, out bool isFirst)).Data;
        int colours = 0;
        bool needsRepair = !isFirst, hasData = false, dataEnded = false;
        while (true)
        {
            if (!PngChunk.TryNext(ref cursor, out var chunk))
            {
                needsRepair = hasData && IsOverlongAncillary(cursor.Rest) ? true : throw PngChunk.Cut();
                break;
            }

            if (chunk.IsAncillary)
            {
                needsRepair |= !chunk.HasLetters;
                dataEnded = hasData;
                continue;
            }

            Critical(chunk);
            if (chunk.Is("IEND"u8)) break;
            if (chunk.Is("IHDR"u8)) throw Rejections.Broken("The PNG has two IHDR chunks.");
            if (chunk.Is("PLTE"u8)) colours = colours == 0 ? Colours(chunk.Data) : throw Rejections.Broken("The PNG has two PLTE chunks.");
            else if (chunk.Is("IDAT"u8)) (hasData, needsRepair) = (true, needsRepair | dataEnded);
            else throw Rejections.Broken("The PNG has a critical chunk that no PNG knows.");
        }

        if (!hasData) throw Rejections.Broken("The PNG has no IDAT chunk: there are no pixels.");
        if (PngHeader.IsPalette(header))
        {
            if (colours == 0) throw Rejections.Broken("The PNG's colours come from a palette, but it has no PLTE chunk.");
            needsRepair |= colours < PngHeader.Indexes(header);
        }

        return needsRepair ? PngRepair.Copy(image) : new(image);
    }

    /// <summary>
    /// Whether it is a length that is wrong rather than a file that is cut: the file's end stands in what the chunk claims.
    /// </summary>
    private static bool IsOverlongAncillary(ReadOnlySpan<byte> rest) =>
        rest.Length > 4 && PngChunk.IsAncillaryType(rest[4]) && rest.IndexOf(PngChunk.End) >= 0;

    private static PngChunk Critical(PngChunk chunk) =>
        chunk.HasRightCheckSum ? chunk : throw Rejections.Broken("The PNG has a chunk whose check sum is wrong.");

    private static int Colours(ReadOnlySpan<byte> palette) => palette.Length is > 0 and <= 256 * 3 && palette.Length % 3 == 0
        ? palette.Length / 3
        : throw Rejections.Broken("The PNG's palette is not 1 to 256 colours of three bytes.");
}
