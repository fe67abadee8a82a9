using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CaptionCluster.Imaging.Resampling;

/// <summary>Makes one row narrower or wider: four bytes a pixel in, three out.</summary>
internal static unsafe class HorizontalPass
{
    private static readonly Vector256<int> s_spreadPair = Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1);

    /// <param name="source">May be read a few pixels beyond its end, where weights are zero.</param>
    /// <param name="destination">Exactly three bytes an output pixel.</param>
    public static void Row(byte* source, AxisTable table, byte* destination)
    {
        fixed (int* starts = table.Starts, weights = table.Weights)
        {
            int last = table.Outputs - 1, taps = table.Taps;
            for (int x = 0; x < last; x++)
            {
                // The fourth byte is overwritten by the next pixel.
                Unsafe.WriteUnaligned(
                    destination + 3 * x,
                    FixedPoint.ToPixel(Sum(source + 4 * (long)starts[x], weights + (long)x * taps, taps))
                );
            }

            uint pixel = FixedPoint.ToPixel(Sum(source + 4 * (long)starts[last], weights + (long)last * taps, taps));
            destination += 3 * last;
            destination[0] = (byte)pixel;
            destination[1] = (byte)(pixel >> 8);
            destination[2] = (byte)(pixel >> 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sum(byte* pixels, int* weights, int taps) =>
        Avx2.IsSupported ? SumPairs(pixels, weights, taps) : SumSingles(pixels, weights, taps);

    /// <summary>Two pixels at once, one in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumPairs(byte* pixels, int* weights, int taps)
    {
        var sums = Vector256.Create(Vector128.Create(FixedPoint.Half), Vector128<int>.Zero);
        for (int t = 0; t < taps; t += AxisTable.TapAlignment)
        {
            var pair = Vector256.Create(Unsafe.ReadUnaligned<long>(weights + t)).AsInt32();
            sums += Avx2.ConvertToVector256Int32(pixels + 4 * t) * Avx2.PermuteVar8x32(pair, s_spreadPair);
        }

        return sums.GetLower() + sums.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> SumSingles(byte* pixels, int* weights, int taps)
    {
        var sums = Vector128.Create(FixedPoint.Half);
        for (int t = 0; t < taps; t++)
        {
            var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(pixels + 4 * t)).AsByte();
            sums += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * weights[t];
        }

        return sums;
    }
}
