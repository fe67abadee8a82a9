namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>
/// Which components have coded pixels (ITU-T T.81, B.2.3). Decoders make grey of what no scan codes, so that has to be found here. A
/// sequential JPEG codes each component in one scan, all together or one at a time; a progressive one begins each with the first bits of
/// its DC coefficients.
/// </summary>
internal struct JpegCoverage(JpegFrame frame)
{
    private const int FixedLength = 4;

    private int _coded;

    /// <param name="scan">The scan header.</param>
    /// <param name="hasData">Whether coded data follows it.</param>
    public void Add(ReadOnlySpan<byte> scan, bool hasData)
    {
        int components = Components(scan);
        bool refines = frame.IsProgressive && (scan[^3] != 0 || scan[^1] >> 4 != 0);
        if (refines) return;

        if (!hasData) throw Rejections.Broken("The JPEG has a scan without coded data: there are no pixels.");
        if (!frame.IsProgressive && (_coded & components) != 0)
            throw Rejections.Broken("The JPEG codes a colour component in two scans, which only a progressive JPEG may.");
        _coded |= components;
    }

    public readonly void CheckComplete()
    {
        if (_coded != (1 << frame.Components) - 1) throw Rejections.Broken("The JPEG has a colour component that no scan codes.");
    }

    /// <summary>
    /// One bit each. Names may stand twice in a frame, so each one of a scan means the first component that is left of that name.
    /// </summary>
    private readonly int Components(ReadOnlySpan<byte> scan)
    {
        int count = scan.IsEmpty ? 0 : scan[0];
        if (count is < 1 or > 4 || scan.Length != FixedLength + count * 2)
            throw Rejections.Broken("The JPEG has a scan header that is not as long as its components need.");

        int components = 0;
        for (int i = 0; i < count; i++) components |= Component(scan[1 + i * 2], components);
        return components;
    }

    private readonly int Component(byte id, int taken)
    {
        for (int i = 0; i < frame.Components; i++)
        {
            if ((byte)(frame.Ids >> (i * 8)) == id && (taken & 1 << i) == 0) return 1 << i;
        }

        throw Rejections.Broken("The JPEG has a scan of a component that its frame header does not name.");
    }
}
