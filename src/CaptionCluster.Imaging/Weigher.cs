using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Resampling;

namespace CaptionCluster.Imaging;

/// <summary>Estimates what decoding costs.</summary>
internal static class Weigher
{
    private const double NanosecondsPerTick = 100;

    /// <exception cref="ImageRejectedException">A JPEG whose scans can't be counted.</exception>
    public static DecodeLoad Weigh(ReadOnlySpan<byte> image, in ImageHeader header, ImageProcessing processing, long maxPixels)
    {
        var format = PictureFormats.Of(header.Format);
        var scans = format.CountScans(image);
        var (width, height) = processing.Resize is { } resize
            ? CenterCrop.SizeOf(header.Info, resize, maxPixels)
            : (processing.Width, processing.Height);
        var cost = (scans > 1 ? format.CostInScans : null) ?? format.Cost;
        var pixels = (double)header.Width * header.Height;
        var nanoseconds = DecodeCost.Fixed
            + (pixels * cost.Pixel * scans)
            + Math.Min(image.Length * cost.Byte, pixels * cost.MostForBytes)
            + (pixels / Reduction(format, header, width, height) * cost.Decoded)
            + ((double)width * height * DecodeCost.Resized);
        return new DecodeLoad(header.Format, scans > 1, TimeSpan.FromTicks((long)(nanoseconds / NanosecondsPerTick)));
    }

    /// <summary>How many stored pixels become one that is decoded.</summary>
    private static int Reduction(PictureFormat format, in ImageHeader header, int width, int height)
    {
        if (header.Orientation.Transposed) (width, height) = (height, width);
        var divisor = format.Divisor(header.Width, header.Height, width, height);
        return divisor * divisor;
    }
}
