using System.Buffers.Binary;

namespace CaptionCluster.Client.Tests.Fakes;

internal static class Pictures
{
    private static int _count;

    public static byte[] Dog { get; } = File.ReadAllBytes(Fixtures.Local("imaging", "good", "jpeg_444.jpg"));

    /// <summary>A picture nobody has sent before: what stands behind a JPEG's end is not part of it, but of its digest.</summary>
    public static byte[] New()
    {
        var picture = new byte[Dog.Length + sizeof(int)];
        Dog.CopyTo(picture, 0);
        BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(Dog.Length), Interlocked.Increment(ref _count));
        return picture;
    }
}
