using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats.Tiff;

/// <summary>
/// The first page. Strips and tiles are unpacked by ImageSharp (CCITT, PackBits), by .NET (Deflate), by Skia (JPEG) or here (LZW);
/// what their bytes mean is told here, as ImageSharp knows but some of the colours and no tiles.
/// </summary>
internal sealed unsafe class TiffDecoder(ImagingOptions options)
{
    private readonly SharpPieces _sharp = new(options);

    public static PixelDecoder With(ImagingOptions options)
    {
        var decoder = new TiffDecoder(options);
        return (image, _, _, _, cancellationToken) => decoder.Decode(image, cancellationToken);
    }

    private RgbaImage Decode(ReadOnlySpan<byte> image, CancellationToken cancellationToken)
    {
        var directory = TiffDirectory.First(image);
        var layout = TiffHeader.ReadLayout(directory);
        var pieces = new TiffPieces(image, directory, layout);
        var decoded = new RgbaImage(layout.Width, layout.Height);
        try
        {
            if (layout.Compression == TiffCompression.Jpeg)
            {
                TiffJpeg.Decode(pieces, directory, layout, decoded, cancellationToken);
                return decoded;
            }

            var samples = new TiffSamples(layout, decoded);
            if (layout.Compression == TiffCompression.None)
            {
                PlainPieces.Read(pieces, layout, samples, cancellationToken);
            }
            else if (layout.Compression is TiffCompression.Deflate or TiffCompression.OldDeflate)
            {
                DeflatedPieces.Read(pieces, layout, samples, cancellationToken);
            }
            else if (layout.Compression == TiffCompression.Lzw)
            {
                LzwPieces.Read(pieces, layout, samples, cancellationToken);
            }
            else
            {
                _sharp.Read(pieces, directory, layout, samples, cancellationToken);
            }

            TiffPixels.Colour(decoded, directory, layout);
            if (layout.Alpha != TiffAlpha.None) AlphaOverWhite.Apply(decoded.Buffer.Pixels, (long)layout.Width * layout.Height);
            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }
}
