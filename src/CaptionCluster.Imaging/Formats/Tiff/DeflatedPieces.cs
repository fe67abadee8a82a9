using System.IO.Compression;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>Strips and tiles in zlib's format, a row at a time: no more is unpacked than the picture has.</summary>
internal static unsafe class DeflatedPieces
{
    public static void Read(in TiffPieces pieces, in TiffLayout layout, in TiffSamples samples, CancellationToken cancellationToken)
    {
        var row = new byte[layout.RowBytes];
        for (int i = 0; i < layout.Pieces; i++)
        {
            var piece = pieces[i];
            fixed (byte* data = piece)
            {
                using var stored = new UnmanagedMemoryStream(data, piece.Length);
                using var unpacked = new ZLibStream(stored, CompressionMode.Decompress);
                for (int y = 0; y < layout.RowsOf(i); y++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Take(unpacked, row);
                    if (layout.ReversedBits) BitOrder.Reverse(row);
                    samples.Put(i, y, row);
                }
            }
        }
    }

    private static void Take(ZLibStream unpacked, byte[] row)
    {
        try
        {
            unpacked.ReadExactly(row);
        }
        catch (EndOfStreamException error)
        {
            throw Rejections.Broken("The TIFF's Deflate data ends early.", error);
        }
        catch (InvalidDataException error)
        {
            throw Rejections.Broken("The TIFF's Deflate data is corrupt.", error);
        }
    }
}
