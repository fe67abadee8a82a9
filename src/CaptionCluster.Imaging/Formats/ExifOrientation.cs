using System.Buffers.Binary;

namespace CaptionCluster.Imaging.Formats;

/// <summary>Finds the orientation in EXIF data, which is a small TIFF (TIFF 6.0, section 2).</summary>
internal static class ExifOrientation
{
    private const int EntrySize = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>What some writers put before the TIFF: always in JPEG, sometimes in WebP.</summary>
    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>Broken EXIF is no reason to refuse a good picture: it counts as absent.</summary>
    public static Orientation Read(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith(Prefix)) exif = exif[Prefix.Length..];
        if (exif.Length < 8) return default;

        bool little = exif[0] == 'I';
        if (!little && exif[0] != 'M' || exif[1] != exif[0] || UInt16(exif[2..], little) != 42) return default;

        uint directory = UInt32(exif[4..], little);
        if (directory > exif.Length - 2) return default;

        var entries = exif[((int)directory + 2)..];
        int count = Math.Min(UInt16(exif[(int)directory..], little), entries.Length / EntrySize);
        for (int i = 0; i < count; i++)
        {
            var entry = entries.Slice(i * EntrySize, EntrySize);
            if (UInt16(entry, little) != OrientationTag) continue;
            return UInt16(entry[2..], little) == ShortType ? Orientation.FromExif(UInt16(entry[8..], little)) : default;
        }

        return default;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
