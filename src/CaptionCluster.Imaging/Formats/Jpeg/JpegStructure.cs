namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>Walks the scans to the end-of-image marker. What follows that marker is nobody's business.</summary>
internal static class JpegStructure
{
    /// <summary>Real progressive files have about ten. Each scan costs a pass over the whole picture, so many tiny ones are an attack.</summary>
    private const int MaxScans = 100;

    /// <summary>Every size may have this many.</summary>
    private const int MinScans = 20;

    /// <summary>The same for large pictures: twenty passes over 50 megapixels.</summary>
    private const long MaxScannedPixels = 1_000_000_000;

    public static void Check(ReadOnlySpan<byte> image)
    {
        var header = JpegHeader.Read(image, out int scan);
        long maxScans = Math.Clamp(MaxScannedPixels / ((long)header.Width * header.Height), MinScans, MaxScans);
        var cursor = new ByteCursor(image, "JPEG", scan);
        for (int scans = 1; ;)
        {
            byte marker = NextInScan(ref cursor);
            if (marker == JpegMarkers.EndOfImage) return;
            if (marker < JpegMarkers.FirstFrame || marker == JpegMarkers.StartOfImage || JpegMarkers.IsFrame(marker))
                throw Rejections.Broken("The JPEG has a marker inside its scans that may not stand there: the coded data is corrupt.");
            if (marker == JpegMarkers.StartOfScan && ++scans > maxScans)
                throw Rejections.Broken($"The JPEG has more than {maxScans} scans, which is too many for its size.");
            JpegMarkers.Segment(ref cursor);
        }
    }

    /// <summary>Passes coded data, stuffed bytes and restart markers.</summary>
    private static byte NextInScan(ref ByteCursor cursor)
    {
        while (true)
        {
            int prefix = cursor.Rest.IndexOf(JpegMarkers.Prefix);
            if (prefix < 0 || prefix + 1 >= cursor.Rest.Length)
                throw Rejections.Broken("The JPEG ends inside its scan, before the end-of-image marker.");

            byte marker = cursor.Rest[prefix + 1];
            // A second 0xFF may be a fill byte, so it is looked at again as a prefix.
            cursor.Take((uint)prefix + (marker == JpegMarkers.Prefix ? 1u : 2u), "its scan");
            if (marker is not (JpegMarkers.Stuffed or JpegMarkers.Prefix) && !JpegMarkers.IsRestart(marker)) return marker;
        }
    }
}
