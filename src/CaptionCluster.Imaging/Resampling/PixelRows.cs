using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CaptionCluster.Imaging.Resampling;

/// <summary>Moves pixels without changing them.</summary>
internal static unsafe class PixelRows
{
    private static readonly Vector128<byte> s_dropFourth =
        Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0xFF, 0xFF, 0xFF, 0xFF);

    /// <summary>Four bytes a pixel to three.</summary>
    public static void Pack(byte* rgba, byte* rgb, long pixels)
    {
        long i = 0;
        // Each store writes four bytes too many, which the next one overwrites: the last pixels go one by one.
        for (; i + 6 <= pixels; i += 4) Vector128.Shuffle(Vector128.Load(rgba + 4 * i), s_dropFourth).Store(rgb + 3 * i);
        for (; i < pixels; i++)
        {
            Unsafe.CopyBlockUnaligned(rgb + 3 * i, rgba + 4 * i, 3);
        }
    }

    /// <summary>Rows become columns; three bytes a pixel.</summary>
    /// <param name="width">Of the source.</param>
    public static void Transpose(byte* source, int width, int height, byte* destination)
    {
        for (int x = 0; x < width; x++)
        {
            for (int y = 0; y < height; y++)
            {
                Unsafe.CopyBlockUnaligned(destination, source + ((long)y * width + x) * 3, 3);
                destination += 3;
            }
        }
    }
}
