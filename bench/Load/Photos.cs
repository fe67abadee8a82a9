using System.Buffers.Binary;

namespace CaptionCluster.Bench.Load;

/// <summary>Photographs, and as many unique ones as wanted: bytes behind a JPEG's end change its digest and not its picture.</summary>
internal sealed class Photos
{
    private readonly byte[][] _photos;
    private long _next;

    public Photos(string folder, int seed)
    {
        _photos = [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        if (_photos.Length == 0) throw new ArgumentException($"No .jpg in {folder}.");
        _next = (long)seed << 32;
    }

    public int Count => _photos.Length;

    public byte[] this[int index] => _photos[index % _photos.Length];

    public byte[] Unique()
    {
        var number = Interlocked.Increment(ref _next);
        return Unique(number, _photos[(int)(number % _photos.Length)]);
    }

    /// <summary>A unique one that shows what <see cref="this[int]"/> shows.</summary>
    public byte[] UniqueOf(int index) => Unique(Interlocked.Increment(ref _next), this[index]);

    private static byte[] Unique(long number, byte[] photo)
    {
        var unique = new byte[photo.Length + sizeof(long)];
        photo.CopyTo(unique, 0);
        BinaryPrimitives.WriteInt64LittleEndian(unique.AsSpan(photo.Length), number);
        return unique;
    }
}
