using CaptionCluster.Inference.Models;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>A model's image processor: the geometry, done by the front, and the normalising, done while a batch is assembled.</summary>
internal sealed class ImageProcessor
{
    private const int Channels = 3;

    private readonly float[][] _levels;

    private ImageProcessor(ImageProcessing geometry, float[][] levels) => (Geometry, _levels) = (geometry, levels);

    public ImageProcessing Geometry { get; }

    /// <exception cref="ModelFolderException">The configuration asks for something that is not known.</exception>
    public static ImageProcessor From(ModelFolder folder)
    {
        var config = folder.Read<PreprocessorConfig>("preprocessor_config.json");
        if (config is not { DoResize: true, Size: { Width: > 0, Height: > 0 } size })
        {
            throw new ModelFolderException($"{folder.Path}/preprocessor_config.json gives no size with height and width.");
        }

        if (!Enum.IsDefined((ResampleFilter)config.Resample))
        {
            throw new ModelFolderException($"{folder.Path}/preprocessor_config.json asks for the unknown filter {config.Resample}.");
        }

        return new ImageProcessor(new(size.Width, size.Height, (ResampleFilter)config.Resample), Levels(config));
    }

    /// <summary>uint8 RGB, interleaved, to float32, one plane a channel.</summary>
    public void Normalize(ImagePixels pixels, Span<float> planes)
    {
        var count = Geometry.Width * Geometry.Height;
        if (pixels.Width != Geometry.Width || pixels.Height != Geometry.Height)
        {
            throw new InferenceFailedException($"Pixels of {pixels.Width} x {pixels.Height} came where {Geometry.Width} x {Geometry.Height} are needed.");
        }

        var rgb = pixels.Rgb.Span[..(count * Channels)];
        var red = planes[..count];
        var green = planes.Slice(count, count);
        var blue = planes.Slice(2 * count, count);
        ReadOnlySpan<float> reds = _levels[0], greens = _levels[1], blues = _levels[2];
        for (int i = 0, j = 0; i < count && j + 2 < rgb.Length; i++, j += Channels)
        {
            red[i] = reds[rgb[j]];
            green[i] = greens[rgb[j + 1]];
            blue[i] = blues[rgb[j + 2]];
        }
    }

    private static float[][] Levels(PreprocessorConfig config)
    {
        var levels = new float[Channels][];
        for (var channel = 0; channel < Channels; channel++)
        {
            var mean = config is { DoNormalize: true, ImageMean: { } means } ? means[channel] : 0;
            var std = config is { DoNormalize: true, ImageStd: { } stds } ? stds[channel] : 1;
            var scale = config.DoRescale ? config.RescaleFactor : 1;
            levels[channel] = [.. Enumerable.Range(0, 256).Select(value => (float)(((value * scale) - mean) / std))];
        }

        return levels;
    }
}
