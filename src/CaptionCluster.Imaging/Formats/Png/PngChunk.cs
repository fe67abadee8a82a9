using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>Length, type, data, check sum (PNG, third edition, 5.3).</summary>
internal readonly ref struct PngChunk
{
    private const int Overhead = 12;

    private readonly ReadOnlySpan<byte> _bytes;

    private PngChunk(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Data => _bytes[8..^4];

    /// <summary>What the check sum is taken over.</summary>
    public ReadOnlySpan<byte> TypeAndData => _bytes[4..^4];

    public uint CheckSum => BinaryPrimitives.ReadUInt32BigEndian(_bytes[^4..]);

    public bool Is(ReadOnlySpan<byte> type) => _bytes.Slice(4, 4).SequenceEqual(type);

    /// <summary>Lower-case first letter: a decoder may pass over it.</summary>
    public bool IsAncillary => (_bytes[4] & 0x20) != 0;

    public static PngChunk Next(ref ByteCursor cursor) =>
        TryNext(ref cursor, out var chunk) ? chunk : throw Rejections.Broken("The PNG ends inside a chunk, before its IEND chunk.");

    public static bool TryNext(ref ByteCursor cursor, out PngChunk chunk)
    {
        chunk = default;
        var rest = cursor.Rest;
        if (rest.Length < Overhead) return false;

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Overhead) return false;

        chunk = new(cursor.Take(length + Overhead, "a chunk"));
        return true;
    }
}
