using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>Finds <c>tiff:Orientation</c> in an XMP packet, as attribute or element; the packet is searched, not parsed as XML.</summary>
internal static class XmpOrientation
{
    private static ReadOnlySpan<byte> Name => "tiff:Orientation"u8;

    public static Orientation Read(ReadOnlySpan<byte> xmp)
    {
        for (int at; (at = xmp.IndexOf(Name)) >= 0;)
        {
            xmp = xmp[(at + Name.Length)..];
            var value = xmp.StartsWith("=\""u8) ? xmp[2..] : xmp.StartsWith(">"u8) ? xmp[1..] : default;
            if (value is [>= (byte)'0' and <= (byte)'9', ..]) return Orientation.FromExif(value[0] - '0');
        }

        return default;
    }
}
