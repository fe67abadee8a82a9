using Microsoft.Extensions.Options;

namespace CaptionCluster.Imaging;

/// <summary>Bytes to checked, upright, resized RGB pixels. Safe for concurrent use.</summary>
public sealed class ImageReader(IOptions<ImagingOptions> options)
{
    /// <summary>Recognises the format by content and checks the limits from the header alone; allocates no pixels.</summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    public ImageInfo Identify(ReadOnlySpan<byte> image) => throw new NotSupportedException(options.Value.MaxBytes.ToString());

    /// <summary>Decodes, rotates and resizes into <paramref name="rgb"/>, which takes exactly <c>processing.Width * processing.Height * 3</c> bytes.</summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    public ImageInfo Read(ReadOnlySpan<byte> image, ImageProcessing processing, Span<byte> rgb) => throw new NotSupportedException();
}
