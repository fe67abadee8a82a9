namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>Walks the scans to the end-of-image marker. What follows that marker is nobody's business.</summary>
internal static class JpegStructure
{
    /// <summary>
    /// Real progressive files have about ten. Each scan costs a pass over the whole picture, so many tiny ones are an attack.
    /// </summary>
    private const int MaxScans = 100;

    /// <summary>Every size may have this many.</summary>
    private const int MinScans = 20;

    /// <summary>The same for large pictures: twenty passes over 50 megapixels.</summary>
    private const long MaxScannedPixels = 1_000_000_000;

    /// <returns>How many scans there are.</returns>
    public static int Check(ReadOnlySpan<byte> image)
    {
        var frame = JpegHeader.ReadFrame(image, out int scan);
        long maxScans = Math.Clamp(MaxScannedPixels / ((long)frame.Width * frame.Height), MinScans, MaxScans);
        var cursor = new ByteCursor(image, "JPEG", scan);
        var coverage = new JpegCoverage(frame);
        int scans = 0;
        for (byte marker = JpegMarkers.StartOfScan; marker != JpegMarkers.EndOfImage;)
        {
            if (marker < JpegMarkers.FirstFrame || marker == JpegMarkers.StartOfImage || JpegMarkers.IsFrame(marker))
                throw Rejections.Broken("The JPEG has a marker inside its scans that may not stand there: the coded data is corrupt.");

            bool isScan = marker == JpegMarkers.StartOfScan;
            if (isScan && ++scans > maxScans)
                throw Rejections.Broken($"The JPEG has more than {maxScans} scans, which is too many for its size.");

            var segment = JpegMarkers.Segment(ref cursor);
            marker = JpegMarkers.Next(ref cursor, "its scan, before the end-of-image marker", out bool hasData);
            if (isScan) coverage.Add(segment, hasData);
        }

        coverage.CheckComplete();
        return scans;
    }
}
