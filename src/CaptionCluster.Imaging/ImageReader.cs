using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Pixels;
using CaptionCluster.Imaging.Resampling;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Imaging;

/// <summary>Bytes to checked, upright, resized RGB pixels. Safe for concurrent use.</summary>
public sealed class ImageReader(IOptions<ImagingOptions> options)
{
    private readonly ImagingOptions _options = options.Value;
    private readonly PixelDecoder[] _decoders =
    [
        .. Enum.GetValues<ImageFormat>().Select(format => PictureFormats.Of(format).Decoder(options.Value)),
    ];
    private readonly Resampler _resampler = new();

    /// <summary>Recognises the format by content and checks the limits from the header alone; allocates no pixels.</summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    public ImageInfo Identify(ReadOnlySpan<byte> image) => CheckedHeader(image).Info;

    /// <summary>Estimates what <see cref="Read"/> costs; allocates no pixels.</summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    public DecodeLoad Weigh(ReadOnlySpan<byte> image, ImageProcessing processing) =>
        Weigher.Weigh(image, CheckedHeader(image), processing, _options.MaxPixels);

    /// <summary>
    /// Decodes, rotates and resizes into <paramref name="rgb"/>, which takes exactly <c>processing.Width * processing.Height * 3</c> bytes:
    /// uint8, row by row, transparent pixels over white, equal to Pillow's antialiased resampling within one grey level.
    /// </summary>
    /// <exception cref="ImageRejectedException">Not a picture, broken, or over a limit.</exception>
    /// <exception cref="OperationCanceledException">Between two rows, strips or steps: a single call into native code is waited
    /// for.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> is not of that length.</exception>
    public ImageInfo Read(
        ReadOnlySpan<byte> image,
        ImageProcessing processing,
        Span<byte> rgb,
        CancellationToken cancellationToken = default
    )
    {
        int bytes = checked(processing.Width * processing.Height * 3);
        if (rgb.Length != bytes) throw new ArgumentException($"The pixels take {bytes} bytes; there are {rgb.Length}.", nameof(rgb));

        var header = CheckedHeader(image);
        using var input = PictureFormats.Of(header.Format).Check(image);

        var content =
            processing.Resize is { } resize
                ? ReadMiddle(input.Bytes, header, processing, resize, rgb, cancellationToken)
                : Resize(input.Bytes, header, processing, rgb, cancellationToken);
        return header.Info with { Content = content };
    }

    private unsafe ImageContent ReadMiddle(
        ReadOnlySpan<byte> image,
        in ImageHeader header,
        ImageProcessing processing,
        ImageResize resize,
        Span<byte> rgb,
        CancellationToken cancellationToken
    )
    {
        var (width, height) = CenterCrop.SizeOf(header.Info, resize, _options.MaxPixels);
        using var buffer = PixelBuffer.Rent((long)width * height * 3);
        var whole = new Span<byte>(buffer.Pixels, width * height * 3);
        var content = Resize(image, header, new ImageProcessing(width, height, processing.Filter), whole, cancellationToken);
        CenterCrop.Copy(whole, width, height, rgb, processing.Width, processing.Height);
        return content;
    }

    private ImageContent Resize(
        ReadOnlySpan<byte> image,
        in ImageHeader header,
        ImageProcessing processing,
        Span<byte> rgb,
        CancellationToken cancellationToken
    )
    {
        var (width, height) = header.Orientation.Transposed ? (processing.Height, processing.Width) : (processing.Width, processing.Height);
        cancellationToken.ThrowIfCancellationRequested();
        using var decoded = _decoders[(int)header.Format](image, header, width, height, cancellationToken);
        _resampler.Resample(decoded, header.Orientation, processing, rgb);
        return PlainPictures.Judge(rgb, processing.Width, header.Info);
    }

    private ImageHeader CheckedHeader(ReadOnlySpan<byte> image)
    {
        SizeLimits.CheckBytes(image.Length, _options);
        var header = PictureFormats.Of(image).ReadHeader(image);
        SizeLimits.CheckSize(header.Width, header.Height, _options);
        return header;
    }
}
