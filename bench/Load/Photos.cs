using CaptionCluster.Testing;

namespace CaptionCluster.Bench.Load;

/// <summary>Photographs, and as many unique ones as wanted.</summary>
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

    public byte[] Unique() => UniqueOf((int)(Interlocked.Increment(ref _next) % _photos.Length));

    /// <summary>A unique one that shows what <see cref="this[int]"/> shows.</summary>
    public byte[] UniqueOf(int index) => NewPictures.Of(this[index]);
}
