namespace CaptionCluster.Imaging.Formats.Bmp;

/// <summary>Follows run-length coded rows to their end (Windows GDI, "Bitmap Compression"), as decoders show cut ones without a word.</summary>
internal static class BmpRunLength
{
    private const byte Escape = 0, EndOfRow = 0, EndOfBitmap = 1, Jump = 2;

    /// <param name="pixelsPerByte">1 for eight bits a pixel, 2 for four.</param>
    public static void Check(ByteCursor cursor, int width, int height, int pixelsPerByte)
    {
        long x = 0, y = 0;
        // Some writers leave out the last marks, once every pixel is there.
        while (y < height && !(y == height - 1 && x >= width && cursor.AtEnd))
        {
            byte run = cursor.Byte("its rows"), value = cursor.Byte("its rows");
            if (run != Escape)
            {
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
                    int bytes = (value + pixelsPerByte - 1) / pixelsPerByte;
                    cursor.Take((uint)(bytes + bytes % 2), "its rows");
                    x += value;
                    break;
            }
        }
    }
}
