using System.Buffers.Binary;

namespace CaptionCluster.Cluster.Tests.Load;

/// <summary>Pictures; bytes behind a file's end make another digest and not another picture.</summary>
internal static class Photos
{
    private static long s_next = Random.Shared.NextInt64();

    public static IReadOnlyList<byte[]> All { get; } =
        [.. Directory.EnumerateFiles(Fixtures.Local("photos")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    public static byte[] Unique(int photo)
    {
        var bytes = All[photo % All.Count];
        var unique = new byte[bytes.Length + sizeof(long)];
        bytes.CopyTo(unique, 0);
        BinaryPrimitives.WriteInt64LittleEndian(unique.AsSpan(bytes.Length), Interlocked.Increment(ref s_next));
        return unique;
    }
}
