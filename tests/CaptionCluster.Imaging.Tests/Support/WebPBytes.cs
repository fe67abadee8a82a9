using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Puts WebPs together, and takes them apart.</summary>
internal static class WebPBytes
{
    public const byte HasAnimation = 2, HasXmp = 4, HasExif = 8;

    public static byte[] Riff(params ReadOnlySpan<byte[]> chunks)
    {
        byte[] body = [.. "WEBP"u8];
        foreach (var chunk in chunks) body = [.. body, .. chunk];
        return [.. "RIFF"u8, .. Length(body.Length), .. body];
    }

    public static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data) =>
        [.. name, .. Length(data.Length), .. data, .. new byte[data.Length & 1]];

    public static byte[] Extended(byte flags, byte width, byte height) =>
        Chunk("VP8X"u8, [flags, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0]);

    /// <summary>Where the first frame's chunk ends; nothing for a picture that is no animation.</summary>
    public static int? EndOfFirstFrame(byte[] webp)
    {
        int at = webp.AsSpan().IndexOf("ANMF"u8);
        return at < 0 ? null : at + 8 + BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
    }

    private static byte[] Length(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }
}
