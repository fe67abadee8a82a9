using System.Buffers.Binary;
using System.Numerics;

namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Colour masks: the usual ones, those inside a header of 52 bytes and more, or those behind one of 40.</summary>
internal static class BmpMaskReader
{
    private const int InHeader = 36, HeaderWithMasks = InHeader + 12, HeaderWithAlpha = InHeader + 16;

    /// <param name="header">Behind its length field; the cursor stands at its end.</param>
    public static BmpMasks Read(ref ByteCursor cursor, ReadOnlySpan<byte> header, int bits, bool hasMasks, bool withAlpha)
    {
        if (!hasMasks) return bits == 16 ? BmpMasks.FiveBits : BmpMasks.Usual;

        var masks = header.Length >= HeaderWithMasks
            ? Masks(header[InHeader..], withAlpha: header.Length >= HeaderWithAlpha)
            : Masks(cursor.Take(withAlpha ? 16u : 12u, "its colour masks"), withAlpha);

        if (bits == 32 && masks == default) return BmpMasks.UsualWithAlpha;
        if (bits == 24 && masks with { Alpha = 0 } != BmpMasks.Usual)
        {
            throw Rejections.Unsupported(
                "The BMP has 24 bits a pixel in an unusual order of colours, which is not accepted: convert it to PNG."
            );
        }

        if (!IsRun(masks.Red) || !IsRun(masks.Green) || !IsRun(masks.Blue) || masks.Alpha != 0 && !IsRun(masks.Alpha))
            throw Rejections.Broken("The BMP has a colour mask that is no run of bits.");
        return masks;
    }

    private static BmpMasks Masks(ReadOnlySpan<byte> bytes, bool withAlpha) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        withAlpha ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) : 0);

    private static bool IsRun(uint mask) => mask != 0 && BitOperations.IsPow2(((ulong)mask >> BitOperations.TrailingZeroCount(mask)) + 1);
}
