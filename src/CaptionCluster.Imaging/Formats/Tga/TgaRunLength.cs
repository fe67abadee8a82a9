namespace CaptionCluster.Imaging.Formats.Tga;

/// <summary>Packets of equal or of listed pixels, over the ends of rows (Truevision TGA 2.0).</summary>
internal static class TgaRunLength
{
    public static void Expand(ByteCursor cursor, int pixelBytes, Span<byte> rows)
    {
        while (!rows.IsEmpty)
        {
            byte packet = cursor.Byte("its rows");
            int bytes = ((packet & 0x7F) + 1) * pixelBytes;
            var run = rows[..Math.Min(bytes, rows.Length)];
            if ((packet & 0x80) == 0) cursor.Take((uint)run.Length, "its rows").CopyTo(run);
            else Repeat(cursor.Take((uint)pixelBytes, "its rows"), run);
            rows = rows[run.Length..];
        }
    }

    private static void Repeat(ReadOnlySpan<byte> pixel, Span<byte> run)
    {
        for (int i = 0; i < run.Length; i += pixel.Length) pixel.CopyTo(run[i..]);
    }
}
