using System.Buffers;
using System.IO.Compression;

namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>A tEXt, zTXt or iTXt chunk: a name and a value, which may be compressed (PNG, third edition, 11.3.3).</summary>
internal readonly ref struct PngText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isCompressed)
{
    /// <summary>Pillow's limit of an inflated text; orientations stand near the beginning of far less.</summary>
    private const int MaxInflated = 1 << 20;

    private readonly ReadOnlySpan<byte> _name = name;

    /// <summary>As it stands in the chunk.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;

    public bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    public static bool TryRead(PngChunk chunk, out PngText text)
    {
        text = default;
        bool isPlain = chunk.Is("tEXt"u8), isCompressed = chunk.Is("zTXt"u8);
        if (!isPlain && !isCompressed && !chunk.Is("iTXt"u8)) return false;

        var value = chunk.Data;
        if (!TryTakeString(ref value, out var name)) return false;
        if (isCompressed)
        {
            if (value is not [0, ..]) return false;
            value = value[1..];
        }
        else if (!isPlain)
        {
            if (value.Length < 2 || value[0] != 0 && value[1] != 0) return false;
            isCompressed = value[0] != 0;
            value = value[2..];
            if (!TryTakeString(ref value, out _) || !TryTakeString(ref value, out _)) return false;
        }

        text = new(name, value, isCompressed);
        return true;
    }

    /// <summary>Empty when the value is corrupt, or more than any orientation needs.</summary>
    public ReadOnlySpan<byte> Inflated() => isCompressed && !Value.IsEmpty ? Inflate(Value) : Value;

    private static unsafe byte[] Inflate(ReadOnlySpan<byte> value)
    {
        var inflated = ArrayPool<byte>.Shared.Rent(MaxInflated + 1);
        try
        {
            fixed (byte* bytes = value)
            {
                using var source = new UnmanagedMemoryStream(bytes, value.Length);
                using var zlib = new ZLibStream(source, CompressionMode.Decompress);
                int length = zlib.ReadAtLeast(inflated, MaxInflated + 1, throwOnEndOfStream: false);
                return length > MaxInflated ? [] : inflated[..length];
            }
        }
        catch (InvalidDataException)
        {
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(inflated);
        }
    }

    private static bool TryTakeString(scoped ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> text)
    {
        int end = bytes.IndexOf((byte)0);
        text = end < 0 ? default : bytes[..end];
        bytes = bytes[(end + 1)..];
        return end >= 0;
    }
}
