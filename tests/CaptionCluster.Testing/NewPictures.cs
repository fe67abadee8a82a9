using System.Buffers.Binary;

namespace CaptionCluster.Testing;

/// <summary>Pictures nobody has sent before: what stands behind a file's end is not part of the picture, but of its digest.</summary>
public static class NewPictures
{
    private static long s_count = Random.Shared.NextInt64();

    /// <summary>The same picture with another digest.</summary>
    public static byte[] Of(ReadOnlySpan<byte> picture)
    {
        var renamed = new byte[picture.Length + sizeof(long)];
        picture.CopyTo(renamed);
        BinaryPrimitives.WriteInt64BigEndian(renamed.AsSpan(picture.Length), Interlocked.Increment(ref s_count));
        return renamed;
    }
}
