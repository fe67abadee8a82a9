using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>A RIFF chunk: name, length, data, and a pad byte when the length is odd.</summary>
internal readonly ref struct WebPChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
{
    private const int Overhead = 8;

    private readonly ReadOnlySpan<byte> _name = name;

    public ReadOnlySpan<byte> Data { get; } = data;

    public bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    public static WebPChunk Next(scoped ref ByteCursor cursor)
    {
        var name = cursor.Take(4, "a chunk's name");
        uint length = cursor.LittleEndian32("a chunk's length");
        var data = cursor.Take(length, "a chunk");
        // Some writers leave out the pad byte at the very end.
        if ((length & 1) != 0 && !cursor.AtEnd) cursor.Take(1, "a chunk");
        return new(name, data);
    }

    public static bool TryNext(scoped ref ByteCursor cursor, out WebPChunk chunk)
    {
        var rest = cursor.Rest;
        bool isWhole = rest.Length >= Overhead && BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) <= (uint)(rest.Length - Overhead);
        chunk = isWhole ? Next(ref cursor) : default;
        return isWhole;
    }
}
