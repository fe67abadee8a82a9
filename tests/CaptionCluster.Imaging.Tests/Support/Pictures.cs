using Microsoft.Extensions.Options;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>Readers, and pictures made for tests.</summary>
internal static class Pictures
{
    public static ImageReader Reader(Action<ImagingOptions>? configure = null)
    {
        var options = new ImagingOptions();
        configure?.Invoke(options);
        return new(Options.Create(options));
    }

    public static byte[] Read(this ImageReader reader, byte[] image, int width, int height, ResampleFilter filter = ResampleFilter.Bilinear)
    {
        var rgb = new byte[width * height * 3];
        reader.Read(image, new(width, height, filter), rgb);
        return rgb;
    }

    /// <summary>A golden picture, decoded by other means than the code under test.</summary>
    public static byte[] GoldenRgb(string file)
    {
        using var bitmap = SKBitmap.Decode(Manifest.PathOf(file)) ?? throw new InvalidOperationException($"{file} cannot be decoded.");
        return Rgb(bitmap);
    }

    public static byte[] Rgb(SKBitmap bitmap)
    {
        var rgb = new byte[bitmap.Width * bitmap.Height * 3];
        int i = 0;
        foreach (var colour in bitmap.Pixels)
        {
            rgb[i++] = colour.Red;
            rgb[i++] = colour.Green;
            rgb[i++] = colour.Blue;
        }

        return rgb;
    }

    /// <summary>A photograph blown up and encoded anew.</summary>
    public static byte[] Enlarged(string photo, int width, int height, SKEncodedImageFormat format, int quality = 90)
    {
        using var bitmap = SKBitmap.Decode(photo);
        using var large = bitmap.Resize(new SKSizeI(width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var data = large.Encode(format, quality);
        return data.ToArray();
    }
}
