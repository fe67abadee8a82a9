using System.Buffers.Binary;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Pnm;

/// <summary>Samples of a checked header, spread to 0 to 255 as Pillow does: gray of more than 8 bits by way of 16.</summary>
internal static class PnmDecoder
{
    private static readonly uint[] s_bits = [Unpack.Gray(255), Unpack.Gray(0)];

    public static RgbaImage Decode(ReadOnlySpan<byte> image, CancellationToken cancellationToken)
    {
        var header = PnmHeader.ReadWhole(image);
        var cursor = new ByteCursor(image, "PNM", header.Rows);
        var levels = header.Kind == PnmKind.Bitmap ? [] : Levels(header);
        var samples = new byte[header.Width * header.Samples];

        var decoded = new RgbaImage(header.Width, header.Height);
        try
        {
            for (int y = 0; y < header.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pixels = decoded.Row(y);
                if (header is { Kind: PnmKind.Bitmap, Plain: false })
                {
                    Unpack.Indexed(cursor.Take((uint)header.Stride, "its rows"), 1, s_bits, pixels);
                    continue;
                }

                if (header.Plain) TakePlain(ref cursor, header, levels, samples);
                else TakeBinary(cursor.Take((uint)header.Stride, "its rows"), levels, samples);
                if (header.Kind == PnmKind.Pixmap) Unpack.Rgb(samples, 3, pixels);
                else for (int x = 0; x < pixels.Length; x++) pixels[x] = Unpack.Gray(samples[x]);
            }

            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    private static void TakePlain(ref ByteCursor cursor, in PnmHeader header, byte[] levels, Span<byte> samples)
    {
        foreach (ref byte sample in samples)
        {
            if (header.Kind == PnmKind.Bitmap)
            {
                // White space between bits may be left out.
                byte bit = PnmText.NextSign(ref cursor, "its rows");
                sample = bit is (byte)'0' or (byte)'1'
                    ? (byte)('0' == bit ? 255 : 0)
                    : throw Rejections.Broken("The PNM has a bit that is neither 0 nor 1.");
                continue;
            }

            int value = PnmText.Number(ref cursor, "its rows");
            sample = value < levels.Length ? levels[value] : throw Rejections.Broken("The PNM has a value above its highest one.");
        }
    }

    private static void TakeBinary(ReadOnlySpan<byte> row, byte[] levels, Span<byte> samples)
    {
        bool wide = levels.Length > 256;
        for (int i = 0; i < samples.Length; i++)
        {
            int value = wide ? BinaryPrimitives.ReadUInt16BigEndian(row[(i * 2)..]) : row[i];
            samples[i] = levels[Math.Min(value, levels.Length - 1)];
        }
    }

    private static byte[] Levels(in PnmHeader header)
    {
        var levels = new byte[header.MaxValue + 1];
        bool by16 = header.Kind == PnmKind.Graymap && header.MaxValue > 255;
        for (int i = 0; i < levels.Length; i++)
        {
            double share = (double)i / header.MaxValue;
            levels[i] = by16 ? (byte)((int)Math.Round(share * 65_535) >> 8) : (byte)Math.Round(share * 255);
        }

        return levels;
    }
}
