using System.Runtime.Intrinsics;

namespace CaptionCluster.Imaging.Pixels;

/// <summary>Lays a picture over white paper: <c>255 - (255 - colour) * alpha / 255</c>, rounded.</summary>
internal static unsafe class AlphaOverWhite
{
    private static readonly Vector128<byte> s_spreadAlpha = Vector128.Create((byte)3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);

    /// <param name="rgba">Unpremultiplied; <see cref="PixelBuffer.Slack"/> bytes behind the last pixel may be written.</param>
    public static void Apply(byte* rgba, long pixels)
    {
        long bytes = pixels * RgbaImage.BytesPerPixel;
        for (long i = 0; i < bytes; i += Vector128<byte>.Count)
        {
            var colour = Vector128.Load(rgba + i);
            var alpha = Vector128.Shuffle(colour, s_spreadAlpha);
            var (low, high) = Vector128.Widen(~colour);
            var (lowAlpha, highAlpha) = Vector128.Widen(alpha);
            (~Vector128.Narrow(DivideBy255(low * lowAlpha), DivideBy255(high * highAlpha))).Store(rgba + i);
        }
    }

    /// <summary>Exact for every product of two bytes (Blinn, "Three Wrongs Make a Right", 1995).</summary>
    private static Vector128<ushort> DivideBy255(Vector128<ushort> product)
    {
        var half = product + Vector128.Create((ushort)128);
        return (half + (half >>> 8)) >>> 8;
    }
}
