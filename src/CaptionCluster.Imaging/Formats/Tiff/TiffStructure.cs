namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// That every strip or tile is there, and that PackBits gives the rows it should: ImageSharp fills up what is missing without a word.
/// </summary>
internal static class TiffStructure
{
    /// <summary>Pieces may share bytes; more than this many times the file's length is an attack.</summary>
    private const int MostShared = 16;

    public static void Check(ReadOnlySpan<byte> image)
    {
        var directory = TiffDirectory.First(image);
        var layout = TiffHeader.ReadLayout(directory);
        var pieces = new TiffPieces(image, directory, layout);
        if (layout.Colours == TiffColours.Palette) TiffPalette.Check(directory, layout.Bits);

        long total = 0;
        for (int i = 0; i < layout.Pieces; i++)
        {
            var piece = pieces[i];
            total += piece.Length;
            if (total > (long)image.Length * MostShared) throw Rejections.Broken("The TIFF's strips or tiles lie over each other.");

            // The others tell while they are decoded.
            if (layout.Compression == TiffCompression.PackBits && !PackBitsLength.Reaches(piece, (long)layout.RowBytes * layout.RowsOf(i)))
                throw Rejections.Broken("The TIFF's PackBits data ends early.");
        }
    }
}
