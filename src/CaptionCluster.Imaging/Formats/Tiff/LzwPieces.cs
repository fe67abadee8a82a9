using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// Strips and tiles in LZW codes (TIFF 6.0, section 13). ImageSharp takes three times as long, and fills up what is missing without a word.
/// </summary>
internal static unsafe class LzwPieces
{
    private const int Clear = 256, End = 257, First = 258, MinBits = 9, MaxBits = 12, Codes = 1 << MaxBits;

    public static void Read(in TiffPieces pieces, in TiffLayout layout, in TiffSamples samples, CancellationToken cancellationToken)
    {
        using var buffer = PixelBuffer.Rent((long)layout.RowBytes * layout.PieceHeight);
        for (int i = 0; i < layout.Pieces; i++)
        {
            int rows = layout.RowsOf(i);
            var unpacked = new Span<byte>(buffer.Pixels, checked(rows * layout.RowBytes));
            Expand(pieces[i], unpacked, cancellationToken);
            if (layout.ReversedBits) BitOrder.Reverse(unpacked);
            for (int y = 0; y < rows; y++) samples.Put(i, y, unpacked.Slice(y * layout.RowBytes, layout.RowBytes));
        }
    }

    private static void Expand(ReadOnlySpan<byte> data, Span<byte> unpacked, CancellationToken cancellationToken)
    {
        if (data.Length > 1 && data[0] == 0 && (data[1] & 1) != 0)
        {
            throw Rejections.Unsupported(
                "The TIFF has the LZW codes of before TIFF 6.0, lowest bits first, which is not accepted: save it as PNG."
            );
        }

        // A code stands for what stood at a place of the result, and one byte more.
        Span<int> places = stackalloc int[Codes], lengths = stackalloc int[Codes];
        int made = 0, next = First, width = MinBits, previousPlace = -1, previousLength = 0, bits = 0, held = 0, at = 0;
        while (made < unpacked.Length)
        {
            for (; bits < width; bits += 8)
            {
                if (at == data.Length) throw Short();
                held = held << 8 | data[at++];
            }

            bits -= width;
            int code = held >> bits;
            held &= (1 << bits) - 1;
            if (code == End) throw Short();
            if (code == Clear)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (next, width, previousPlace) = (First, MinBits, -1);
                continue;
            }

            if (previousPlace >= 0 && next < Codes)
            {
                (places[next], lengths[next]) = (previousPlace, previousLength + 1);
            }

            if (code > Clear && (previousPlace < 0 || code > next || code == Codes))
            {
                throw Rejections.Broken("The TIFF has an LZW code that stands for nothing yet.");
            }

            int start = made;
            if (code < Clear) unpacked[made++] = (byte)code;
            else made += Repeat(unpacked, places[code], lengths[code], made);
            if (previousPlace >= 0 && next < Codes) next++;
            (previousPlace, previousLength) = (start, made - start);
            // One code early, as the first writers did.
            if (next >= (1 << width) - 1 && width < MaxBits) width++;
        }
    }

    /// <summary>Byte by byte where the string reaches into itself.</summary>
    private static int Repeat(Span<byte> unpacked, int from, int length, int to)
    {
        length = Math.Min(length, unpacked.Length - to);
        if (from + length <= to) unpacked.Slice(from, length).CopyTo(unpacked[to..]);
        else for (int i = 0; i < length; i++) unpacked[to + i] = unpacked[from + i];
        return length;
    }

    private static ImageRejectedException Short() => Rejections.Broken("The TIFF's Lzw data ends early.");
}
