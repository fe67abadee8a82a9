using System.Buffers.Binary;
using System.IO.Hashing;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>
/// The chunks that make the pixels, and no others. A palette is made as long as the samples can count: an index beyond it is opaque black
/// (PNG, third edition, 11.2.2), where the decoder would take the last colour.
/// </summary>
internal static class PngRepair
{
    private const int MaxPalette = 12 + 256 * 3;

    /// <param name="image">Checked.</param>
    public static DecoderInput Copy(ReadOnlySpan<byte> image)
    {
        var copy = new RepairedCopy(image.Length + MaxPalette);
        copy.Append(PngHeader.Signature);
        var cursor = new ByteCursor(image, "PNG", PngHeader.Signature.Length);
        var header = PngHeader.Take(ref cursor, out _);
        copy.Append(header.Bytes);
        bool isPalette = PngHeader.IsPalette(header.Data), hasData = false;
        int colours = 0;
        while (PngChunk.TryNext(ref cursor, out var chunk) && !chunk.Is("IEND"u8))
        {
            hasData |= chunk.Is("IDAT"u8);
            if (isPalette && chunk.Is("PLTE"u8))
            {
                colours = chunk.Data.Length / 3;
                AppendPalette(ref copy, chunk.Data, Math.Max(colours, PngHeader.Indexes(header.Data)));
            }
            else if (!chunk.IsAncillary || !hasData && chunk.Is("tRNS"u8) && IsSound(chunk, isPalette, colours))
            {
                copy.Append(chunk.Bytes);
            }
        }

        copy.Append(PngChunk.End);
        return copy.Finish();
    }

    private static bool IsSound(PngChunk transparency, bool isPalette, int colours) =>
        transparency.HasRightCheckSum && (!isPalette || transparency.Data.Length <= colours);

    private static void AppendPalette(ref RepairedCopy copy, ReadOnlySpan<byte> palette, int colours)
    {
        Span<byte> chunk = stackalloc byte[12 + colours * 3];
        chunk.Clear();
        BinaryPrimitives.WriteInt32BigEndian(chunk, colours * 3);
        "PLTE"u8.CopyTo(chunk[4..]);
        palette.CopyTo(chunk[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.HashToUInt32(chunk[4..^4]));
        copy.Append(chunk);
    }
}
