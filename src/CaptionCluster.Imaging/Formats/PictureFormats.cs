using System.Collections.Immutable;
using CaptionCluster.Imaging.Formats.Bmp;
using CaptionCluster.Imaging.Formats.Gif;
using CaptionCluster.Imaging.Formats.Jpeg;
using CaptionCluster.Imaging.Formats.Png;
using CaptionCluster.Imaging.Formats.Pnm;
using CaptionCluster.Imaging.Formats.Tga;
using CaptionCluster.Imaging.Formats.Tiff;
using CaptionCluster.Imaging.Formats.WebP;
using CaptionCluster.Imaging.Pixels;

namespace CaptionCluster.Imaging.Formats;

/// <summary>
/// The formats that are accepted, known by their first bytes and never by a name, each with the decoder that is right, then fast
/// (docs/decisions/0021-image-decoders.md).
/// </summary>
internal static class PictureFormats
{
    private static readonly Func<ImagingOptions, PixelDecoder> s_skia = _ =>
        (image, header, width, height, _) => SkiaDecoder.Decode(image, header, width, height);

    public static ImmutableArray<PictureFormat> All { get; } =
    [
        new(
            ImageFormat.Jpeg,
            "JPEG",
            "image/jpeg",
            image => image.StartsWith(JpegMarkers.Signature),
            JpegHeader.Read,
            AsItIs(image => JpegStructure.Check(image)),
            s_skia
        )
        {
            Cost = new(0.4, 8, 20, 6), CostInScans = new(0.9, 8, 20, 6), CountScans = JpegStructure.Check, Divisor = JpegScale.Divisor,
        },
        new(ImageFormat.Png, "PNG", "image/png", image => image.StartsWith(PngHeader.Signature), PngHeader.Read, PngStructure.Check, s_skia)
        {
            Cost = new(3.5, 5, 10),
        },
        new(ImageFormat.WebP, "WebP", "image/webp", WebPHeader.Matches, WebPHeader.Read, WebPStructure.Check, s_skia)
        {
            Cost = new(7, 50, 33),
        },
        new(ImageFormat.Gif, "GIF", "image/gif", GifHeader.Matches, GifHeader.Read, GifStructure.Check, s_skia)
        {
            Part = "first frame",
            Cost = new(4.5, 3, 3),
        },
        new(ImageFormat.Bmp, "BMP", "image/bmp", BmpHeader.Matches, BmpHeader.Read, AsItIs(BmpHeader.CheckData), Whole(BmpDecoder.Decode))
        {
            Cost = new(3.5, 0, 0),
        },
        new(
            ImageFormat.Tiff,
            "TIFF",
            "image/tiff,.tif,.tiff",
            TiffDirectory.Matches,
            TiffHeader.Read,
            AsItIs(TiffStructure.Check),
            TiffDecoder.With
        )
        {
            Part = "first page",
        },
        new(ImageFormat.Tga, "TGA", ".tga", TgaHeader.Matches, TgaHeader.Read, AsItIs(TgaHeader.CheckData), Whole(TgaDecoder.Decode))
        {
            HasNoSignature = true,
        },
        new(
            ImageFormat.Pnm,
            "PNM",
            ".pnm,.pbm,.pgm,.ppm",
            PnmHeader.Matches,
            PnmHeader.Read,
            AsItIs(PnmHeader.CheckData),
            Whole(PnmDecoder.Decode)
        ),
    ];

    private static readonly PictureFormat[] s_byFormat =
    [
        .. Enum.GetValues<ImageFormat>().Select(format => All.Single(each => each.Format == format)),
    ];

    public static PictureFormat Of(ImageFormat format) => s_byFormat[(int)format];

    /// <exception cref="ImageRejectedException">None of them.</exception>
    public static PictureFormat Of(ReadOnlySpan<byte> image)
    {
        foreach (var format in All)
        {
            if (!format.HasNoSignature && format.Matches(image)) return format;
        }

        if (OtherFormats.Recognise(image) is { } refusal) throw refusal;
        foreach (var format in All)
        {
            if (format.HasNoSignature && format.Matches(image)) return format;
        }

        throw OtherFormats.Unknown();
    }

    private static StructureCheck AsItIs(Action<ReadOnlySpan<byte>> check) => image =>
    {
        check(image);
        return new(image);
    };

    private static Func<ImagingOptions, PixelDecoder> Whole(Func<ReadOnlySpan<byte>, CancellationToken, RgbaImage> decode) =>
        _ => (image, _, _, _, cancellationToken) => decode(image, cancellationToken);
}
