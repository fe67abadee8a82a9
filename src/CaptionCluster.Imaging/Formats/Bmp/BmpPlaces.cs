namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Where colours and rows stand. Many writers get the offset of the rows wrong, and every viewer forgives them.</summary>
internal static class BmpPlaces
{
    private const int CoreColour = 3, Colour = 4;

    /// <param name="layout">With <see cref="BmpLayout.Colours"/> at the end of header and masks.</param>
    /// <param name="headerEnd">Before the masks that may stand behind a header.</param>
    public static BmpLayout Find(BmpLayout layout, int fileLength, uint offset, int headerEnd, uint coloursUsed)
    {
        int colours = layout.Colours;
        if (!layout.HasColours)
        {
            if (offset != 0 && offset < headerEnd) throw Inside();
            return layout with { Rows = Math.Max(colours, Offset(offset)) };
        }

        long count = coloursUsed == 0 ? 1L << layout.Bits : coloursUsed;
        int size = IsCore(headerEnd) || IsOs2(headerEnd) && offset - colours == count * CoreColour ? CoreColour : Colour;
        long end = colours + count * size;
        if (offset != 0 && offset < headerEnd) throw Inside();

        long rows = offset;
        // Behind the colours if it says nothing, leaves them out, or points into colours that are counted and followed by all rows.
        // Else the table is shorter than it may be, and the offset right.
        if (offset <= colours || offset < end && Fits(layout, end, fileLength, coloursUsed)) rows = end;
        if (rows > fileLength) throw Rejections.Broken("The BMP ends before its rows.");

        int stored = (int)Math.Min(Math.Min(count, 1 << layout.Bits), (rows - colours) / size);
        return layout with { ColourCount = stored, ColourSize = size, Rows = (int)rows };
    }

    private static bool Fits(in BmpLayout layout, long rows, int fileLength, uint coloursUsed) =>
        layout.RunLength ? coloursUsed != 0 : layout.RowsBytes <= fileLength - rows;

    private static int Offset(uint offset) => (int)Math.Min(offset, int.MaxValue);

    private static bool IsCore(int headerEnd) => headerEnd == 14 + 12;

    private static bool IsOs2(int headerEnd) => headerEnd < 14 + 40;

    private static ImageRejectedException Inside() => Rejections.Broken("The BMP's rows begin inside its header.");
}
