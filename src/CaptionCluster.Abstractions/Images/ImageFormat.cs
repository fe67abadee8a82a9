namespace CaptionCluster;

/// <summary>The picture formats that are accepted, recognised by their bytes.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
    Tiff,
    Tga,
    Pnm,
}
