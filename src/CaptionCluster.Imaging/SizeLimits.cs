using System.Globalization;

namespace CaptionCluster.Imaging;

/// <summary>Refuses what is too much before anything is allocated for it.</summary>
internal static class SizeLimits
{
    public static void CheckBytes(int bytes, ImagingOptions options)
    {
        if (bytes == 0) throw Rejections.Empty();
        if (bytes > options.MaxBytes)
            throw Rejections.TooLarge(Text($"The picture has {bytes:N0} bytes; at most {options.MaxBytes:N0} are allowed."));
    }

    public static void CheckSize(int width, int height, ImagingOptions options)
    {
        if (width == 0 || height == 0)
            throw Rejections.Broken(Text($"The picture claims {width} x {height} pixels: a side is zero."));
        if ((long)width * height > options.MaxPixels)
        {
            throw Rejections.TooLarge(
                Text($"The picture claims {width} x {height} pixels; at most {options.MaxPixels:N0} pixels are allowed.")
            );
        }

        if (Math.Max(width, height) > options.MaxSide)
            throw Rejections.TooLarge(Text($"The picture claims {width} x {height} pixels; a side may have at most {options.MaxSide:N0}."));
        if (Math.Min(width, height) < options.MinSide)
        {
            throw Rejections.TooSmall(
                Text($"The picture claims {width} x {height} pixels; a side must have at least {options.MinSide:N0}.")
            );
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
