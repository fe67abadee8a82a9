using System.Buffers;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>
/// What the APP1 segments say of the orientation. EXIF that stands in several segments is one stretch of data, as Pillow reads it:
/// the first segment's directory counts. Of several XMP packets the last counts.
/// </summary>
internal ref struct JpegMetadata
{
    private ReadOnlySpan<byte> _exif;
    private ReadOnlySpan<byte> _xmp;
    private int _exifSegments;
    private int _exifBytes;

    private static ReadOnlySpan<byte> XmpPrefix => "http://ns.adobe.com/xap/1.0/\0"u8;

    public void Add(ReadOnlySpan<byte> app1)
    {
        if (app1.StartsWith(XmpPrefix)) _xmp = app1[XmpPrefix.Length..];
        if (!app1.StartsWith(ExifOrientation.Prefix)) return;

        if (_exifSegments++ == 0) _exif = app1;
        _exifBytes += app1.Length;
    }

    /// <param name="header">The picture up to its first scan.</param>
    public readonly Orientation Orientation(ReadOnlySpan<byte> header) =>
        _exifSegments > 1 ? ReadJoined(header) : ExifOrientation.Read(_exif, _xmp);

    private readonly Orientation ReadJoined(ReadOnlySpan<byte> header)
    {
        var joined = ArrayPool<byte>.Shared.Rent(_exifBytes);
        try
        {
            int length = 0;
            for (var cursor = new ByteCursor(header, "JPEG", position: 2); ;)
            {
                byte marker = JpegMarkers.Next(ref cursor, "a marker", out _);
                if (marker == JpegMarkers.StartOfScan) return ExifOrientation.Read(joined.AsSpan(0, length), _xmp);

                var segment = JpegMarkers.Segment(ref cursor);
                if (marker != JpegMarkers.App1 || !segment.StartsWith(ExifOrientation.Prefix)) continue;
                segment[ExifOrientation.Prefix.Length..].CopyTo(joined.AsSpan(length));
                length += segment.Length - ExifOrientation.Prefix.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }
}
