using CaptionCluster.Imaging.Decoding;
using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Limits;
using CaptionCluster.Imaging.Resampling;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Imaging;

/// <summary>Bytes to checked, upright, resized RGB pixels. Safe for concurrent use.</summary>
public sealed class ImageReader(IOptions<ImagingOptions> options)
{
    private readonly ImagingOptions _options = options.Value;
    private readonly Resampler _resampler = new();

    /// <summary>Recognises the format by content and checks the limits from the header alone; allocates no pixels.</summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    public ImageInfo Identify(ReadOnlySpan<byte> image) => CheckedHeader(image).Info;

    /// <summary>
    /// Decodes, rotates and resizes into <paramref name="rgb"/>, which takes exactly <c>processing.Width * processing.Height * 3</c> bytes:
    /// uint8, row by row, transparent pixels over white, equal to Pillow's antialiased resampling within one grey level.
    /// </summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> is not of that length.</exception>
    public ImageInfo Read(ReadOnlySpan<byte> image, ImageProcessing processing, Span<byte> rgb)
    {
        int bytes = checked(processing.Width * processing.Height * 3);
        if (rgb.Length != bytes) throw new ArgumentException($"The pixels take {bytes} bytes; there are {rgb.Length}.", nameof(rgb));

        var header = CheckedHeader(image);
        FormatReader.CheckStructure(image, header.Format);

        var (width, height) = header.Orientation.Transposed ? (processing.Height, processing.Width) : (processing.Width, processing.Height);
        using var decoded = SkiaDecoder.Decode(image, header, width, height);
        _resampler.Resample(decoded, header.Orientation, processing, rgb);
        return header.Info;
    }

    private ImageHeader CheckedHeader(ReadOnlySpan<byte> image)
    {
        SizeLimits.CheckBytes(image.Length, _options);
        var header = FormatReader.ReadHeader(image);
        SizeLimits.CheckSize(header.Width, header.Height, _options);
        return header;
    }
}
