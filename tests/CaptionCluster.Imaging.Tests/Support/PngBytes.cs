using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Takes PNGs apart and puts them together again with right check sums, so that only the wanted thing is wrong.</summary>
internal static class PngBytes
{
    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static List<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        var chunks = new List<(string, byte[])>();
        for (int i = s_signature.Length; i < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(i));
            chunks.Add((Encoding.ASCII.GetString(png, i + 4, 4), png[(i + 8)..(i + 8 + length)]));
            i += length + 12;
        }

        return chunks;
    }

    public static byte[] Build(IEnumerable<(string Type, byte[] Data)> chunks) =>
        [.. s_signature, .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data))];

    /// <summary>Where a chunk can be put: before each one.</summary>
    public static IEnumerable<int> Places(byte[] png)
    {
        int place = s_signature.Length;
        foreach (var (_, data) in Chunks(png))
        {
            yield return place;
            place += data.Length + 12;
        }
    }

    public static byte[] Deflated(byte[] data)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Fastest)) zlib.Write(data);
        return deflated.ToArray();
    }

    /// <summary>The same file with one kind of chunk changed.</summary>
    public static byte[] With(byte[] png, string type, Func<byte[], byte[]> change) =>
        Build(Chunks(png).Select(chunk => chunk.Type == type ? (type, change(chunk.Data)) : chunk));

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.Latin1.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc32.HashToUInt32(body))];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
