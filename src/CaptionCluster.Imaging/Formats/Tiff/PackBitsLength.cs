namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>How many bytes PackBits packets stand for (TIFF 6.0, section 9).</summary>
internal static class PackBitsLength
{
    public static bool Reaches(ReadOnlySpan<byte> data, long bytes)
    {
        long made = 0;
        for (int at = 0; at < data.Length && made < bytes;)
        {
            int packet = (sbyte)data[at++];
            if (packet == sbyte.MinValue) continue;

            int stored = packet >= 0 ? packet + 1 : 1;
            if (stored > data.Length - at) return false;
            at += stored;
            made += packet >= 0 ? stored : 1 - packet;
        }

        return made >= bytes;
    }
}
