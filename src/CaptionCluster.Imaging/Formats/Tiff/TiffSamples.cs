using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// Puts the rows of strips and tiles where they belong: a pixel's first four samples in its four bytes, those of 16 bits by their high
/// byte.
/// </summary>
internal readonly struct TiffSamples(TiffLayout layout, RgbaImage target)
{
    private const int Kept = 4;

    /// <param name="row">Unpacked; may be changed.</param>
    public void Put(int piece, int y, Span<byte> row)
    {
        if (layout.Predicted) Undo(row);

        int plane = piece / (layout.Across * layout.Down);
        if (plane >= Kept) return;

        var pixels = Place(piece, y);
        if (layout.Bits < 8) Unpack(row, pixels);
        else Spread(row, pixels, plane);
    }

    /// <param name="row">A gray pixel for each bit: white where it is 0.</param>
    public void PutFax(int piece, int y, ReadOnlySpan<byte> row)
    {
        var pixels = Place(piece, y);
        for (int x = 0; x * Kept < pixels.Length; x++) pixels[x * Kept] = row[x] == 0 ? (byte)1 : (byte)0;
    }

    /// <summary>The picture's part of a piece's row; nothing of a tile's rows below the picture.</summary>
    private Span<byte> Place(int piece, int y)
    {
        int place = piece % (layout.Across * layout.Down);
        int left = place % layout.Across * layout.PieceWidth, top = place / layout.Across * layout.PieceHeight;
        if (top + y >= layout.Height) return default;
        return MemoryMarshal.AsBytes(target.Row(top + y)[left..Math.Min(left + layout.PieceWidth, layout.Width)]);
    }

    /// <summary>Several samples a byte, of one sample a pixel.</summary>
    private void Unpack(ReadOnlySpan<byte> row, Span<byte> pixels)
    {
        int perByte = 8 / layout.Bits, mask = (1 << layout.Bits) - 1;
        for (int x = 0; x * Kept < pixels.Length; x++)
            pixels[x * Kept] = (byte)(row[x / perByte] >> (8 - layout.Bits - x % perByte * layout.Bits) & mask);
    }

    private void Spread(ReadOnlySpan<byte> row, Span<byte> pixels, int plane)
    {
        int bytes = layout.Bits / 8, high = layout.LittleEndian ? bytes - 1 : 0, step = layout.SamplesOfPiece * bytes;
        int kept = Math.Min(layout.SamplesOfPiece, Kept);
        for (int i = high, x = plane; x < pixels.Length; i += step, x += Kept)
        {
            for (int sample = 0; sample < kept; sample++) pixels[x + sample] = row[i + sample * bytes];
        }
    }

    /// <summary>Each sample was stored as its difference to the one on its left (TIFF 6.0, section 14).</summary>
    private void Undo(Span<byte> row)
    {
        int samples = layout.SamplesOfPiece;
        if (layout.Bits == 8)
        {
            for (int i = samples; i < row.Length; i++) row[i] += row[i - samples];
            return;
        }

        for (int i = samples * 2; i < row.Length; i += 2)
        {
            Span<byte> value = row[i..],
                left = row[(i - samples * 2)..];
            if (layout.LittleEndian)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(
                    value,
                    (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(value) + BinaryPrimitives.ReadUInt16LittleEndian(left))
                );
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(
                    value,
                    (ushort)(BinaryPrimitives.ReadUInt16BigEndian(value) + BinaryPrimitives.ReadUInt16BigEndian(left))
                );
            }
        }
    }
}
