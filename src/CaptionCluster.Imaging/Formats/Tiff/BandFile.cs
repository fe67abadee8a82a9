using System.Buffers.Binary;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// A TIFF of some strips or tiles, one below the other: their bytes as gray pixels, or a fax's pixels as they are. Header, one directory,
/// the packed data.
/// </summary>
internal sealed unsafe class BandFile : IDisposable
{
    private const int Header = 8, Entries = 11, EntrySize = 12, Directory = 2 + Entries * EntrySize + 4;
    private const ushort Short = 3, Long = 4;

    private readonly PixelBuffer _bytes;
    private readonly int _length;
    private int _position = Header;

    public BandFile(in TiffPieces pieces, in TiffLayout layout, int first, int count, uint faxOptions)
    {
        long data = 0;
        for (int i = 0; i < count; i++) data += pieces[first + i].Length;
        int places = Header + Directory, start = places + count * 8;
        _length = checked((int)(start + data));
        _bytes = PixelBuffer.Rent(_length);
        try
        {
            Write(pieces, layout, first, count, faxOptions, places, start);
        }
        catch
        {
            _bytes.Dispose();
            throw;
        }
    }

    private Span<byte> File => new(_bytes.Pixels, _length);

    public Stream Open() => new UnmanagedMemoryStream(_bytes.Pixels, _length);

    public void Dispose() => _bytes.Dispose();

    private void Write(in TiffPieces pieces, in TiffLayout layout, int first, int count, uint faxOptions, int places, int start)
    {
        int rows = layout.RowsOf(first);
        "II*\0"u8.CopyTo(File);
        BinaryPrimitives.WriteInt32LittleEndian(File[4..], Header);
        BinaryPrimitives.WriteInt16LittleEndian(File[_position..], Entries);
        _position += 2;
        Entry(TiffTags.Width, Long, 1, (uint)(layout.IsFax ? layout.PieceWidth : layout.RowBytes));
        Entry(TiffTags.Height, Long, 1, (uint)(rows * count));
        Entry(TiffTags.BitsPerSample, Short, 1, layout.IsFax ? 1u : 8u);
        Entry(TiffTags.Compression, Short, 1, (uint)layout.Compression);
        Entry(TiffTags.Photometric, Short, 1, (uint)(layout.IsFax ? TiffColours.WhiteIsZero : TiffColours.BlackIsZero));
        Entry(TiffTags.FillOrder, Short, 1, layout.IsFax && layout.ReversedBits ? 2u : 1u);
        Entry(TiffTags.StripOffsets, Long, count, count == 1 ? (uint)start : (uint)places);
        Entry(TiffTags.SamplesPerPixel, Short, 1, 1);
        Entry(TiffTags.RowsPerStrip, Long, 1, (uint)rows);
        Entry(TiffTags.StripByteCounts, Long, count, count == 1 ? (uint)pieces[first].Length : (uint)(places + count * 4));
        Entry(TiffTags.FaxOptions, Long, 1, faxOptions);
        BinaryPrimitives.WriteUInt32LittleEndian(File[_position..], 0);

        for (int i = 0; i < count; i++)
        {
            var piece = pieces[first + i];
            BinaryPrimitives.WriteInt32LittleEndian(File[(places + i * 4)..], start);
            BinaryPrimitives.WriteInt32LittleEndian(File[(places + (count + i) * 4)..], piece.Length);
            piece.CopyTo(File[start..]);
            start += piece.Length;
        }
    }

    private void Entry(ushort tag, ushort type, int count, uint value)
    {
        var entry = File.Slice(_position, EntrySize);
        BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], type);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], value);
        _position += EntrySize;
    }
}
