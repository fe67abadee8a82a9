namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>Fill order 2: the first bit is a byte's lowest.</summary>
internal static class BitOrder
{
    public static void Reverse(Span<byte> bytes)
    {
        foreach (ref byte each in bytes)
        {
            int value = each;
            value = (value & 0x55) << 1 | value >> 1 & 0x55;
            value = (value & 0x33) << 2 | value >> 2 & 0x33;
            each = (byte)(value << 4 | value >> 4);
        }
    }
}
