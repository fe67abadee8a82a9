namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>Strips and tiles that are stored as they are.</summary>
internal static class PlainPieces
{
    public static void Read(in TiffPieces pieces, in TiffLayout layout, in TiffSamples samples, CancellationToken cancellationToken)
    {
        var row = new byte[layout.RowBytes];
        for (int i = 0; i < layout.Pieces; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = pieces[i];
            for (int y = 0; y < layout.RowsOf(i); y++)
            {
                piece.Slice(y * row.Length, row.Length).CopyTo(row);
                if (layout.ReversedBits) BitOrder.Reverse(row);
                samples.Put(i, y, row);
            }
        }
    }
}
