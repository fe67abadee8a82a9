using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Imaging;

/// <summary>What a picture may be. Checked from its header, before any pixel is allocated.</summary>
public sealed class ImagingOptions
{
    /// <summary>Of the file.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Width times height.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPixels { get; set; } = 50_000_000;

    /// <summary>The least width and height, in pixels.</summary>
    [Range(1, 65_535)]
    public int MinSide { get; set; } = 1;

    /// <summary>The greatest width and height, in pixels.</summary>
    [Range(1, 65_535)]
    public int MaxSide { get; set; } = 20_000;
}
