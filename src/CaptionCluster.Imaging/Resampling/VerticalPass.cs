using System.Numerics;
using System.Runtime.CompilerServices;

namespace CaptionCluster.Imaging.Resampling;

/// <summary>Makes one output row of several input rows. Knows bytes only, so it serves three and four bytes a pixel.</summary>
internal static unsafe class VerticalPass
{
    /// <param name="source">The first input row of this output row.</param>
    /// <param name="stride">Bytes from one input row to the next.</param>
    /// <param name="length">Bytes of a row.</param>
    public static void Row(byte* source, long stride, ReadOnlySpan<int> weights, byte* destination, int length)
    {
        int i = 0;
        if (length >= Vector<byte>.Count)
        {
            for (; i < length - Vector<byte>.Count; i += Vector<byte>.Count) Block(source + i, stride, weights, destination + i);

            // The last block overlaps the one before it instead of leaving a tail.
            i = length - Vector<byte>.Count;
            Block(source + i, stride, weights, destination + i);
            return;
        }

        for (; i < length; i++)
        {
            int sum = FixedPoint.Half;
            for (int t = 0; t < weights.Length; t++) sum += source[t * stride + i] * weights[t];
            destination[i] = FixedPoint.ToByte(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(byte* source, long stride, ReadOnlySpan<int> weights, byte* destination)
    {
        Vector<int> a = new(FixedPoint.Half), b = a, c = a, d = a;
        foreach (int weight in weights)
        {
            Vector.Widen(Unsafe.ReadUnaligned<Vector<byte>>(source), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            a += first.As<uint, int>() * weight;
            b += second.As<uint, int>() * weight;
            c += third.As<uint, int>() * weight;
            d += fourth.As<uint, int>() * weight;
            source += stride;
        }

        var words = Vector.Narrow(Clip(a), Clip(b));
        Unsafe.WriteUnaligned(destination, Vector.Narrow(words, Vector.Narrow(Clip(c), Clip(d))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Clip(Vector<int> sums) =>
        Vector.Min(Vector.Max(sums >> AxisTable.Precision, Vector<int>.Zero), new Vector<int>(255)).As<int, uint>();
}
