using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>
/// The first EXIF and the first XMP chunk, each only if the VP8X chunk announces it: so libwebp finds them for browsers and Pillow.
/// </summary>
internal ref struct WebPMetadata(bool hasExif, bool hasXmp)
{
    private ReadOnlySpan<byte> _exif;
    private ReadOnlySpan<byte> _xmp;
    private bool _wantsExif = hasExif;
    private bool _wantsXmp = hasXmp;

    public readonly Orientation Orientation => ExifOrientation.Read(_exif, _xmp);

    public void Add(WebPChunk chunk)
    {
        if (_wantsExif && chunk.Is("EXIF"u8))
        {
            _exif = chunk.Data;
            _wantsExif = false;
        }
        else if (_wantsXmp && chunk.Is("XMP "u8))
        {
            _xmp = chunk.Data;
            _wantsXmp = false;
        }
    }
}
