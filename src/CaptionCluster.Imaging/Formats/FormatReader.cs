using CaptionCluster.Imaging.Formats.Bmp;
using CaptionCluster.Imaging.Formats.Gif;
using CaptionCluster.Imaging.Formats.Jpeg;
using CaptionCluster.Imaging.Formats.Png;
using CaptionCluster.Imaging.Formats.Pnm;
using CaptionCluster.Imaging.Formats.Tga;
using CaptionCluster.Imaging.Formats.Tiff;
using CaptionCluster.Imaging.Formats.WebP;

namespace CaptionCluster.Imaging.Formats;

/// <summary>The formats that are accepted, known by their first bytes and never by a name.</summary>
internal static class FormatReader
{
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> image) => Recognise(image) switch
    {
        ImageFormat.Jpeg => JpegHeader.Read(image),
        ImageFormat.Png => PngHeader.Read(image),
        ImageFormat.WebP => WebPHeader.Read(image),
        ImageFormat.Gif => GifHeader.Read(image),
        ImageFormat.Tiff => TiffHeader.Read(image),
        ImageFormat.Tga => TgaHeader.Read(image),
        ImageFormat.Pnm => PnmHeader.Read(image),
        _ => BmpHeader.Read(image),
    };

    /// <summary>Everything behind the header that the format's own rules can tell to be cut or corrupt; gives what the decoder is to read.</summary>
    public static DecoderInput CheckStructure(ReadOnlySpan<byte> image, ImageFormat format)
    {
        switch (format)
        {
            case ImageFormat.Png: return PngStructure.Check(image);
            case ImageFormat.Gif: return GifStructure.Check(image);
            case ImageFormat.WebP: return WebPStructure.Check(image);
            case ImageFormat.Jpeg: JpegStructure.Check(image); break;
            case ImageFormat.Bmp: BmpHeader.CheckData(image); break;
            case ImageFormat.Tiff: TiffStructure.Check(image); break;
            case ImageFormat.Tga: TgaHeader.CheckData(image); break;
            case ImageFormat.Pnm: PnmHeader.CheckData(image); break;
        }

        return new(image);
    }

    private static ImageFormat Recognise(ReadOnlySpan<byte> image)
    {
        if (image.StartsWith(JpegMarkers.Signature)) return ImageFormat.Jpeg;
        if (image.StartsWith(PngHeader.Signature)) return ImageFormat.Png;
        if (image.StartsWith("RIFF"u8) && image.Length >= 12 && image[8..].StartsWith("WEBP"u8)) return ImageFormat.WebP;
        if (image.StartsWith("GIF87a"u8) || image.StartsWith("GIF89a"u8)) return ImageFormat.Gif;
        if (image.StartsWith("BM"u8) && image.Length > 2) return ImageFormat.Bmp;
        if (TiffDirectory.Matches(image)) return ImageFormat.Tiff;
        if (PnmHeader.Matches(image)) return ImageFormat.Pnm;
        if (OtherFormats.Recognise(image) is { } refusal) throw refusal;
        // Last, because it has no signature.
        return TgaHeader.Matches(image) ? ImageFormat.Tga : throw OtherFormats.Unknown();
    }
}
