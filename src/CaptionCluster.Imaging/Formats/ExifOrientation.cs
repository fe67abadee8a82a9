using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>Finds the orientation in EXIF data, which is a small TIFF (TIFF 6.0, section 2), as leniently as Pillow does.</summary>
internal static class ExifOrientation
{
    private const int EntrySize = 12;
    private const ushort OrientationTag = 0x0112;

    /// <summary>What some writers put before the TIFF: always in JPEG, sometimes in WebP.</summary>
    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>Bytes of one value, by TIFF type; zero for types that do not exist.</summary>
    private static ReadOnlySpan<byte> Sizes => [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8];

    /// <summary>
    /// Broken EXIF is no reason to refuse a good picture: it counts as absent. Then XMP's orientation counts, if there is one.
    /// </summary>
    public static Orientation Read(ReadOnlySpan<byte> exif, ReadOnlySpan<byte> xmp = default) =>
        TryRead(exif, out var orientation) ? orientation : XmpOrientation.Read(xmp);

    /// <summary>Whether the tag is there, whatever its value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> exif, out Orientation orientation)
    {
        orientation = default;
        while (exif.StartsWith(Prefix)) exif = exif[Prefix.Length..];
        if (exif.Length < 8 || !TryByteOrder(exif, out bool little)) return false;

        uint directory = Endian.UInt32(exif[4..], little);
        if (directory > exif.Length - 2) return false;

        bool found = false;
        var entries = exif[((int)directory + 2)..];
        int count = Math.Min(Endian.UInt16(exif[(int)directory..], little), entries.Length / EntrySize);
        for (int i = 0; i < count; i++)
        {
            var entry = entries.Slice(i * EntrySize, EntrySize);
            int type = Endian.UInt16(entry[2..], little);
            // A value that lies beyond the end means that the data is cut: nothing behind it is believed.
            if (!TryValue(exif, entry, type, little, out var value)) break;
            if (value.IsEmpty || Endian.UInt16(entry, little) != OrientationTag) continue;

            // Where the tag stands twice, the last one counts.
            orientation = Orientation.FromExif(Number(value, type, little));
            found = true;
        }

        return found;
    }

    /// <summary>
    /// The two byte orders, the mark 42 in either of them, and BigTIFF's 43 where the rest is a classic directory all the same.
    /// </summary>
    private static bool TryByteOrder(ReadOnlySpan<byte> exif, out bool little)
    {
        little = exif.StartsWith("II*\0"u8) || exif.StartsWith("II\0*"u8);
        return little || exif.StartsWith("MM\0*"u8) || exif.StartsWith("MM*\0"u8) || exif.StartsWith("MM\0+"u8);
    }

    /// <summary>
    /// All values of an entry: four bytes in place, more of them elsewhere. Empty when it has none, or none of a known type.
    /// </summary>
    private static bool TryValue(ReadOnlySpan<byte> exif, ReadOnlySpan<byte> entry, int type, bool little, out ReadOnlySpan<byte> value)
    {
        ulong bytes = type < Sizes.Length ? (ulong)Endian.UInt32(entry[4..], little) * Sizes[type] : 0;
        value = entry[8..];
        if (bytes > 4)
        {
            uint offset = Endian.UInt32(value, little);
            if (offset + bytes > (ulong)exif.Length) return false;
            value = exif[(int)offset..];
        }

        value = value[..(int)bytes];
        return true;
    }

    /// <summary>The first value. Bytes and text are no numbers here.</summary>
    private static double Number(ReadOnlySpan<byte> value, int type, bool little) => type switch
    {
        3 => Endian.UInt16(value, little),
        4 or 13 => Endian.UInt32(value, little),
        5 => (double)Endian.UInt32(value, little) / Endian.UInt32(value[4..], little),
        6 => (sbyte)value[0],
        8 => (short)Endian.UInt16(value, little),
        9 => (int)Endian.UInt32(value, little),
        10 => (double)(int)Endian.UInt32(value, little) / (int)Endian.UInt32(value[4..], little),
        11 => BitConverter.UInt32BitsToSingle(Endian.UInt32(value, little)),
        12 => BitConverter.UInt64BitsToDouble(Endian.UInt64(value, little)),
        16 => Endian.UInt64(value, little),
        _ => 0,
    };
}
