using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>Length, type, data, check sum (PNG, third edition, 5.3).</summary>
internal readonly ref struct PngChunk
{
    private const int Overhead = 12;

    private static readonly SearchValues<byte> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly ReadOnlySpan<byte> _bytes;

    private PngChunk(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The IEND chunk, of which there is but one form.</summary>
    public static ReadOnlySpan<byte> End => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>The whole chunk, as it stands in the file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public ReadOnlySpan<byte> Data => _bytes[8..^4];

    /// <summary>Taken over type and data.</summary>
    public bool HasRightCheckSum => Crc32.HashToUInt32(_bytes[4..^4]) == BinaryPrimitives.ReadUInt32BigEndian(_bytes[^4..]);

    /// <summary>A decoder may pass over it.</summary>
    public bool IsAncillary => IsAncillaryType(_bytes[4]);

    /// <summary>Types are four ASCII letters.</summary>
    public bool HasLetters => !_bytes.Slice(4, 4).ContainsAnyExcept(s_letters);

    public bool Is(ReadOnlySpan<byte> type) => _bytes.Slice(4, 4).SequenceEqual(type);

    /// <summary>Lower-case first letter.</summary>
    public static bool IsAncillaryType(byte first) => (first & 0x20) != 0;

    public static PngChunk Next(scoped ref ByteCursor cursor) => TryNext(ref cursor, out var chunk) ? chunk : throw Cut();

    public static ImageRejectedException Cut() => Rejections.Broken("The PNG ends inside a chunk, before its IEND chunk.");

    public static bool TryNext(scoped ref ByteCursor cursor, out PngChunk chunk)
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
