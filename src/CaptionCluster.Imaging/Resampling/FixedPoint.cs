using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CaptionCluster.Imaging.Resampling;

/// <summary>From a weighted sum back to a byte: rounded, and clipped where a filter overshoots.</summary>
internal static class FixedPoint
{
    public const int Half = 1 << (AxisTable.Precision - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ToByte(int sum) => (byte)Math.Clamp(sum >> AxisTable.Precision, 0, 255);

    /// <returns>The four channels of one pixel, the first in the lowest byte.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ToPixel(Vector128<int> sums)
    {
        sums >>= AxisTable.Precision;
        if (Sse41.IsSupported)
        {
            return Sse2.PackUnsignedSaturate(Sse41.PackUnsignedSaturate(sums, sums).AsInt16(), default).AsUInt32().ToScalar();
        }

        var clipped = Vector128.Min(Vector128.Max(sums, Vector128<int>.Zero), Vector128.Create(255));
        var words = Vector128.Narrow(clipped, clipped);
        return Vector128.Narrow(words, words).AsUInt32().ToScalar();
    }
}
