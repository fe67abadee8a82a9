using CaptionCluster.Imaging.Decoding;
using CaptionCluster.Imaging.Formats;
using CaptionCluster.Imaging.Formats.Jpeg;
using CaptionCluster.Imaging.Resampling;

namespace CaptionCluster.Imaging.Weighing;

internal static class Weigher
{
    private const double NanosecondsPerTick = 100;

    /// <exception cref="ImageRejectedException">A JPEG whose scans can't be counted.</exception>
    public static DecodeLoad Weigh(ReadOnlySpan<byte> image, in ImageHeader header, ImageProcessing processing, long maxPixels)
    {
        var scans = header.Format == ImageFormat.Jpeg ? JpegStructure.Check(image) : 1;
        var (width, height) = processing.Resize is { } resize
            ? CenterCrop.SizeOf(header.Info, resize, maxPixels)
            : (processing.Width, processing.Height);
        var cost = DecodeCost.Of(header.Format, scans > 1);
        var pixels = (double)header.Width * header.Height;
        var nanoseconds = DecodeCost.Fixed
            + (pixels * cost.Pixel * scans)
            + Math.Min(image.Length * cost.Byte, pixels * cost.MostForBytes)
            + (pixels / Reduction(header, width, height) * cost.Decoded)
            + ((double)width * height * DecodeCost.Resized);
        return new DecodeLoad(header.Format, scans > 1, TimeSpan.FromTicks((long)(nanoseconds / NanosecondsPerTick)));
    }

    /// <summary>How many stored pixels become one that is decoded.</summary>
    private static int Reduction(in ImageHeader header, int width, int height)
    {
        if (header.Format != ImageFormat.Jpeg) return 1;
        if (header.Orientation.Transposed) (width, height) = (height, width);
        var divisor = JpegScale.Divisor(header.Width, header.Height, width, height);
        return divisor * divisor;
    }
}
