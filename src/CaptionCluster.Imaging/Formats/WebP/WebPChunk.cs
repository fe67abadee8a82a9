namespace CaptionCluster.Imaging.Formats.WebP;

/// <summary>A RIFF chunk: name, length, data, and a pad byte when the length is odd.</summary>
internal readonly ref struct WebPChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _name = name;

    public ReadOnlySpan<byte> Data { get; } = data;

    public bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    public static WebPChunk Next(ref ByteCursor cursor)
    {
        var name = cursor.Take(4, "a chunk's name");
        uint length = cursor.LittleEndian32("a chunk's length");
        var data = cursor.Take(length, "a chunk");
        // Some writers leave out the pad byte at the very end.
        if ((length & 1) != 0 && !cursor.AtEnd) cursor.Take(1, "a chunk");
        return new(name, data);
    }
}
