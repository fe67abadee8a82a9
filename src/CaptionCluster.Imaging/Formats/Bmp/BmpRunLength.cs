namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>
/// Run-length coded rows to one byte a pixel (Windows GDI, "Bitmap Compression"). Pixels that are jumped over have the first colour.
/// </summary>
internal static class BmpRunLength
{
    private const byte Escape = 0, EndOfRow = 0, EndOfBitmap = 1, Jump = 2;

    /// <param name="indexes">All of the picture's pixels, the first stored row first.</param>
    public static void Expand(ByteCursor cursor, int width, int height, bool fourBits, Span<byte> indexes)
    {
        indexes.Clear();
        long x = 0, y = 0;
        // Some writers leave out the last marks, once every pixel is there.
        while (y < height && !(y == height - 1 && x >= width && cursor.AtEnd))
        {
            byte run = cursor.Byte("its rows"), value = cursor.Byte("its rows");
            var row = x < width ? indexes.Slice((int)(y * width + x), (int)(width - x)) : default;
            if (run != Escape)
            {
                Repeat(row[..Math.Min(run, row.Length)], value, fourBits);
                x += run;
                continue;
            }

            switch (value)
            {
                case EndOfBitmap:
                    return;
                case EndOfRow:
                    (x, y) = (0, y + 1);
                    break;
                case Jump:
                    (x, y) = (x + cursor.Byte("its rows"), y + cursor.Byte("its rows"));
                    break;
                default:
                    int bytes = fourBits ? (value + 1) / 2 : value;
                    Copy(cursor.Take((uint)(bytes + bytes % 2), "its rows"), row[..Math.Min(value, row.Length)], fourBits);
                    x += value;
                    break;
            }
        }
    }

    private static void Repeat(Span<byte> pixels, byte value, bool fourBits)
    {
        if (!fourBits) pixels.Fill(value);
        else for (int i = 0; i < pixels.Length; i++) pixels[i] = Nibble(value, i);
    }

    private static void Copy(ReadOnlySpan<byte> values, Span<byte> pixels, bool fourBits)
    {
        for (int i = 0; i < pixels.Length; i++) pixels[i] = fourBits ? Nibble(values[i / 2], i) : values[i];
    }

    private static byte Nibble(byte value, int index) => (byte)(index % 2 == 0 ? value >> 4 : value & 15);
}
