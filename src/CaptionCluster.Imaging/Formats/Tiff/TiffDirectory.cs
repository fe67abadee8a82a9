namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// The first directory, which describes the first page (TIFF 6.0, section 2; BigTIFF differs in the width of its numbers).
/// Others are never looked at, so that their chain may be as long or as circular as it likes.
/// </summary>
internal readonly ref struct TiffDirectory
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly ReadOnlySpan<byte> _entries;

    private TiffDirectory(ReadOnlySpan<byte> file, ReadOnlySpan<byte> entries, bool little, bool big)
    {
        _file = file;
        _entries = entries;
        LittleEndian = little;
        IsBig = big;
    }

    public bool LittleEndian { get; }

    public bool IsBig { get; }

    private int EntrySize => IsBig ? 20 : 12;

    public static bool Matches(ReadOnlySpan<byte> image) =>
        image.StartsWith("II*\0"u8) || image.StartsWith("MM\0*"u8) || image.StartsWith("II+\0"u8) || image.StartsWith("MM\0+"u8);

    public static TiffDirectory First(ReadOnlySpan<byte> image)
    {
        bool little = image[0] == 'I', big = image[2] + image[3] == '+';
        if (image.Length < (big ? 16 : 8)) throw Rejections.Broken("The TIFF ends inside its header.");

        ulong offset = big ? Endian.UInt64(image[8..], little) : Endian.UInt32(image[4..], little);
        int countSize = big ? 8 : 2;
        if (offset > (ulong)(image.Length - countSize)) throw Rejections.Broken("The TIFF's first directory lies outside the file.");

        var rest = image[(int)offset..];
        ulong count = big ? Endian.UInt64(rest, little) : Endian.UInt16(rest, little);
        rest = rest[countSize..];
        if (count > (ulong)(rest.Length / (big ? 20 : 12))) throw Rejections.Broken("The TIFF ends inside its first directory.");
        return new(image, rest[..((int)count * (big ? 20 : 12))], little, big);
    }

    public bool Has(ushort tag) => !Entry(tag).IsEmpty;

    /// <summary>A field of numbers; false when it is not there.</summary>
    public bool TryGet(ushort tag, out TiffField field)
    {
        field = default;
        var entry = Entry(tag);
        if (entry.IsEmpty) return false;

        int size = Endian.UInt16(entry[2..], LittleEndian) switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 13 => 4,
            16 or 17 or 18 => 8,
            var type => throw Rejections.Broken($"The TIFF's field {tag} is of type {type}, which is no whole number."),
        };
        ulong count = IsBig ? Endian.UInt64(entry[4..], LittleEndian) : Endian.UInt32(entry[4..], LittleEndian);
        var inline = entry[(IsBig ? 12 : 8)..];
        if (count == 0 || count > (ulong)_file.Length) throw Rejections.Broken($"The TIFF's field {tag} has {count} values.");

        int bytes = checked((int)count * size);
        if (bytes <= inline.Length)
        {
            field = new(inline[..bytes], size, LittleEndian);
            return true;
        }

        ulong offset = IsBig ? Endian.UInt64(inline, LittleEndian) : Endian.UInt32(inline, LittleEndian);
        if (offset > (ulong)_file.Length || bytes > _file.Length - (int)offset)
        {
            throw Rejections.Broken($"The TIFF's field {tag} lies outside the file.");
        }

        field = new(_file.Slice((int)offset, bytes), size, LittleEndian);
        return true;
    }

    public uint Number(ushort tag, uint otherwise) => TryGet(tag, out var field) ? field[0] : otherwise;

    private ReadOnlySpan<byte> Entry(ushort tag)
    {
        for (var rest = _entries; !rest.IsEmpty; rest = rest[EntrySize..])
        {
            if (Endian.UInt16(rest, LittleEndian) == tag) return rest[..EntrySize];
        }

        return default;
    }
}
