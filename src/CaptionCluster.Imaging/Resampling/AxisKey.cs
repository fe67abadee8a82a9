namespace CaptionCluster.Imaging.Resampling;

/// <summary>What a table depends on. Lengths in pixels.</summary>
internal readonly record struct AxisKey(int Input, int Output, ResampleFilter Filter, bool Mirrored)
{
    /// <summary>Nothing to do along this axis: every output pixel is its input pixel.</summary>
    public bool IsIdentity => Input == Output && !Mirrored;

    /// <summary>An axis of unchanged length is copied, never filtered: one tap each.</summary>
    public AxisKey Simplified => Input == Output ? this with { Filter = ResampleFilter.Nearest } : this;
}
