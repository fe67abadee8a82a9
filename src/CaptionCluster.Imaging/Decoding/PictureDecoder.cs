using CaptionCluster.Imaging.Decoding.Tiff;
using CaptionCluster.Imaging.Formats;

namespace CaptionCluster.Imaging.Decoding;

/// <summary>Each format by the decoder that is right, then fast (docs/decisions/0035-image-decoders.md).</summary>
internal sealed class PictureDecoder(ImagingOptions options)
{
    private readonly TiffDecoder _tiff = new(options);

    /// <param name="image">Its header and structure are checked.</param>
    public RgbaImage Decode(ReadOnlySpan<byte> image, in ImageHeader header, int wantedWidth, int wantedHeight, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return header.Format switch
        {
            ImageFormat.Bmp => BmpDecoder.Decode(image, cancellationToken),
            ImageFormat.Tiff => _tiff.Decode(image, cancellationToken),
            ImageFormat.Tga => TgaDecoder.Decode(image, cancellationToken),
            ImageFormat.Pnm => PnmDecoder.Decode(image, cancellationToken),
            _ => SkiaDecoder.Decode(image, header, wantedWidth, wantedHeight),
        };
    }
}
