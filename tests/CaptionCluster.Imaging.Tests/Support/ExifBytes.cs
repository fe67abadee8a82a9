using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Small TIFFs that say an orientation in one way or another.</summary>
internal static class ExifBytes
{
    private const ushort Tag = 0x0112;

    /// <summary>Little-endian, one entry of type SHORT.</summary>
    public static byte[] Turned(int orientation) => Tiff(true, Short(orientation));

    public static (ushort Tag, ushort Type, uint Count, byte[] Value) Short(int orientation) => (Tag, 3, 1, [(byte)orientation, 0]);

    /// <param name="entries">Values in the byte order asked for; those of more than four bytes are put behind the directory.</param>
    public static byte[] Tiff(bool little, params (ushort Tag, ushort Type, uint Count, byte[] Value)[] entries)
    {
        byte[] head = [.. little ? "II*\0"u8 : "MM\0*"u8, .. Number(8, 4, little), .. Number((uint)entries.Length, 2, little)], tail = [];
        int values = head.Length + entries.Length * 12;
        foreach (var (tag, type, count, value) in entries)
        {
            byte[] inPlace =
                value.Length <= 4 ? [.. value, .. new byte[4 - value.Length]] : Number((uint)(values + tail.Length), 4, little);
            head = [.. head, .. Number(tag, 2, little), .. Number(type, 2, little), .. Number(count, 4, little), .. inPlace];
            if (value.Length > 4) tail = [.. tail, .. value];
        }

        return [.. head, .. tail];
    }

    public static byte[] OfType(ushort type, uint count, byte[] value) => Tiff(true, (Tag, type, count, value));

    private static byte[] Number(uint value, int length, bool little)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        bytes = bytes[..length];
        if (!little) Array.Reverse(bytes);
        return bytes;
    }
}
