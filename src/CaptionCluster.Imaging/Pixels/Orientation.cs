namespace CaptionCluster.Imaging.Pixels;

/// <summary>How stored pixels become upright ones: columns and rows read backwards, then rows and columns swapped.</summary>
internal readonly record struct Orientation(bool Transposed, bool MirrorColumns, bool MirrorRows)
{
    /// <summary>From EXIF tag 0x0112 (CIPA DC-008, 4.6.5.1.6). Values that the standard does not name leave the picture as it is.</summary>
    public static Orientation FromExif(double value) => value switch
    {
        2 => new(false, true, false),
        3 => new(false, true, true),
        4 => new(false, false, true),
        5 => new(true, false, false),
        6 => new(true, false, true),
        7 => new(true, true, true),
        8 => new(true, true, false),
        _ => default,
    };
}
