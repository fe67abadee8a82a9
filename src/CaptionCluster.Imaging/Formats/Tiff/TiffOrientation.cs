using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>The page's own orientation, or, where it has none, that of its XMP, as Pillow reads them.</summary>
internal static class TiffOrientation
{
    public static Orientation Read(ReadOnlySpan<byte> image, in TiffDirectory directory)
    {
        // A classic TIFF says it as EXIF does, which is one.
        if (!directory.IsBig && ExifOrientation.TryRead(image, out var orientation)) return orientation;
        try
        {
            if (directory.IsBig && directory.TryGet(TiffTags.Orientation, out var field)) return Orientation.FromExif(field[0]);
            return directory.TryGet(TiffTags.Xmp, out var xmp) ? XmpOrientation.Read(xmp.Bytes) : default;
        }
        catch (ImageRejectedException)
        {
            return default; // A broken word on how to turn a picture is no reason to refuse it.
        }
    }
}
