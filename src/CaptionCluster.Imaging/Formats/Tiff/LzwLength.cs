namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>How many bytes LZW codes stand for, without making them (TIFF 6.0, section 13).</summary>
internal static class LzwLength
{
    private const int Clear = 256, End = 257, First = 258, MinBits = 9, MaxBits = 12, Codes = 1 << MaxBits;

    public static bool Reaches(ReadOnlySpan<byte> data, long bytes)
    {
        if (data.Length > 1 && data[0] == 0 && (data[1] & 1) != 0)
            throw Rejections.Unsupported("The TIFF has the LZW codes of before TIFF 6.0, lowest bits first, which is not accepted: save it as PNG.");

        Span<int> lengths = stackalloc int[Codes];
        lengths[..Clear].Fill(1);
        long made = 0;
        int next = First, width = MinBits, previous = -1, bits = 0, held = 0, at = 0;
        while (made < bytes)
        {
            for (; bits < width; bits += 8)
            {
                if (at == data.Length) return false;
                held = held << 8 | data[at++];
            }

            int code = held >> (bits - width) & (1 << width) - 1;
            bits -= width;
            held &= (1 << bits) - 1;
            if (code == End) return false;
            if (code == Clear)
            {
                (next, width, previous) = (First, MinBits, -1);
                continue;
            }

            if (code > next || previous < 0 && code > Clear || code == next && next == Codes) throw Rejections.Broken("The TIFF has an LZW code that stands for nothing yet.");
            if (previous >= 0 && next < Codes) lengths[next++] = lengths[previous] + 1;
            made += lengths[code];
            previous = code;
            // One code early, as the first writers did.
            if (next >= (1 << width) - 1 && width < MaxBits) width++;
        }

        return true;
    }
}
