namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>Everything before the first scan: the frame's size and the EXIF orientation (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    public static ImageHeader Read(ReadOnlySpan<byte> image) => Read(image, out _);

    /// <param name="scan">Where the first scan's coded data begins.</param>
    public static ImageHeader Read(ReadOnlySpan<byte> image, out int scan)
    {
        var cursor = new ByteCursor(image, "JPEG", position: 2);
        ImageHeader? frame = null;
        var orientation = default(Orientation);
        while (true)
        {
            byte marker = JpegMarkers.Next(ref cursor);
            if (marker == JpegMarkers.EndOfImage) throw Rejections.Broken("The JPEG ends without a scan.");
            if (marker is JpegMarkers.Stuffed or JpegMarkers.Temporary or JpegMarkers.StartOfImage || JpegMarkers.IsRestart(marker))
                throw Rejections.Broken("The JPEG has a marker before its first scan that may not stand there.");

            var segment = JpegMarkers.Segment(ref cursor);
            if (marker == JpegMarkers.App1 && orientation == default && segment.StartsWith(ExifOrientation.Prefix))
                orientation = ExifOrientation.Read(segment);
            else if (JpegMarkers.IsFrame(marker))
                frame = frame is null ? JpegFrame.Read(marker, segment) : throw Rejections.Broken("The JPEG has two frame headers.");
            else if (marker == JpegMarkers.StartOfScan)
                break;
        }

        scan = cursor.Position;
        return (frame ?? throw Rejections.Broken("The JPEG has a scan before its frame header.")) with { Orientation = orientation };
    }
}
