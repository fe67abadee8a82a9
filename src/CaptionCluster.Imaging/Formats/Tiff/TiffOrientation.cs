namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>The page's own orientation, or, where it has none, that of its XMP, as Pillow reads them.</summary>
internal static class TiffOrientation
{
    public static Orientation Read(in TiffDirectory directory)
    {
        try
        {
            if (directory.TryGet(TiffTags.Orientation, out var field)) return Orientation.FromExif((int)Math.Min(field[0], int.MaxValue));
            return directory.TryGet(TiffTags.Xmp, out var xmp) ? FromXmp(xmp.Bytes) : default;
        }
        catch (ImageRejectedException)
        {
            return default; // A broken word on how to turn a picture is no reason to refuse it.
        }
    }

    private static Orientation FromXmp(ReadOnlySpan<byte> xmp)
    {
        var name = "tiff:Orientation"u8;
        for (int at; (at = xmp.IndexOf(name)) >= 0;)
        {
            xmp = xmp[(at + name.Length)..];
            var value = xmp.StartsWith("=\""u8) ? xmp[2..] : xmp.StartsWith(">"u8) ? xmp[1..] : default;
            if (!value.IsEmpty && value[0] is >= (byte)'0' and <= (byte)'9') return Orientation.FromExif(value[0] - '0');
        }

        return default;
    }
}
