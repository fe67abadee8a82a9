using CaptionCluster.Imaging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Tests;

/// <summary>Photos of the golden files as a model takes them.</summary>
internal static class GoldenPixels
{
    public static ImagePixels Of(string photo, ImageProcessing processing)
    {
        var rgb = new byte[processing.Width * processing.Height * 3];
        var info = new ImageReader(Options.Create(new ImagingOptions())).Read(Golden.Photo(photo), processing, rgb);
        return new ImagePixels(info, processing.Width, processing.Height, rgb);
    }
}
