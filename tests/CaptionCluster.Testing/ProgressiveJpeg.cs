using System.Buffers.Binary;

namespace CaptionCluster.Testing;

/// <summary>
/// Flat progressive JPEGs (ITU-T T.81, annex G), small to send and slow to decode: each scan is a pass over all blocks, and says in a few
/// bits that they have nothing.
/// </summary>
public static class ProgressiveJpeg
{
    private const int LongestRun = 32767;
    private const int EndOfBandRun = 0xE0; // 2^14 blocks and as many as the next 14 bits say.

    /// <param name="refinements">Scans over all frequencies, behind those of the lowest and of the rest.</param>
    public static byte[] Flat(int width, int height, int refinements = 8)
    {
        var blocks = ((width + 7) / 8) * ((height + 7) / 8);
        var jpeg = new MemoryStream();
        Segment(jpeg, 0xD8);
        Segment(jpeg, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(jpeg, 0xC2, [8, .. BigEndian(height), .. BigEndian(width), 1, 1, 0x11, 0]);
        Segment(jpeg, 0xC4, OneCode(0x00, 0)); // A zero bit a block: no difference to the one before.
        Segment(jpeg, 0xC4, OneCode(0x10, EndOfBandRun));

        Segment(jpeg, 0xDA, [1, 1, 0, 0, 0, 0]);
        jpeg.Write(new byte[(blocks + 7) / 8]);
        Frequencies(jpeg, blocks, (byte)refinements);
        for (var low = refinements; low > 0; low--) Frequencies(jpeg, blocks, (byte)(low << 4 | (low - 1)));
        Segment(jpeg, 0xD9);
        return jpeg.ToArray();
    }

    private static void Frequencies(MemoryStream jpeg, int blocks, byte approximation)
    {
        Segment(jpeg, 0xDA, [1, 1, 0, 1, 63, approximation]);
        var (bits, count) = (0u, 0);
        for (; blocks > 0; blocks -= LongestRun)
        {
            bits = (bits << 15) | (LongestRun & 0x3FFF); // The code is a zero bit.
            for (count += 15; count >= 8; count -= 8) Coded(jpeg, (byte)(bits >> (count - 8)));
        }

        if (count > 0) Coded(jpeg, (byte)((bits << (8 - count)) | (0xFFu >> count)));
    }

    private static void Coded(MemoryStream jpeg, byte value)
    {
        jpeg.WriteByte(value);
        if (value == 0xFF) jpeg.WriteByte(0);
    }

    private static void Segment(MemoryStream jpeg, byte marker, params ReadOnlySpan<byte> content)
    {
        jpeg.Write([0xFF, marker]);
        if (content.IsEmpty) return;
        jpeg.Write(BigEndian(content.Length + 2));
        jpeg.Write(content);
    }

    /// <summary>A Huffman table with one code, of one bit.</summary>
    private static byte[] OneCode(byte table, byte symbol) => [table, 1, .. new byte[15], symbol];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}
