namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>Everything before the first scan: the frame's size and the orientation (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var metadata = new JpegMetadata();
        var frame = ReadFrame(image, ref metadata, out int scan);
        return new(ImageFormat.Jpeg, frame.Width, frame.Height, metadata.Orientation(image[..scan]));
    }

    /// <param name="scan">Where the first scan's header begins, behind its marker.</param>
    public static JpegFrame ReadFrame(ReadOnlySpan<byte> image, out int scan)
    {
        var metadata = new JpegMetadata();
        return ReadFrame(image, ref metadata, out scan);
    }

    private static JpegFrame ReadFrame(ReadOnlySpan<byte> image, ref JpegMetadata metadata, out int scan)
    {
        var cursor = new ByteCursor(image, "JPEG", position: 2);
        JpegFrame? frame = null;
        while (true)
        {
            byte marker = JpegMarkers.Next(ref cursor, "a marker", out _);
            if (marker == JpegMarkers.EndOfImage) throw Rejections.Broken("The JPEG ends without a scan.");
            if (marker is JpegMarkers.Temporary or JpegMarkers.StartOfImage)
                throw Rejections.Broken("The JPEG has a marker before its first scan that may not stand there.");

            scan = cursor.Position;
            var segment = JpegMarkers.Segment(ref cursor);
            if (marker == JpegMarkers.App1) metadata.Add(segment);
            else if (JpegMarkers.IsFrame(marker))
                frame = frame is null ? JpegFrame.Read(marker, segment) : throw Rejections.Broken("The JPEG has two frame headers.");
            else if (marker == JpegMarkers.StartOfScan)
                return frame ?? throw Rejections.Broken("The JPEG has a scan before its frame header.");
        }
    }
}
