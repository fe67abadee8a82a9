using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Preprocessing;

/// <summary>A model's image processor: the geometry, done by the front, and the normalising, done while a batch is assembled.</summary>
internal sealed class ImageProcessor
{
    private const int Channels = 3;

    /// <summary>
    /// No processor makes larger pixels, and what they overflow into a network may hide: a clipped activation is a number again.
    /// </summary>
    private const float Largest = 1e6f;

    /// <summary>Of the processors that don't say: ViT's.</summary>
    private static readonly double[] s_half = [0.5, 0.5, 0.5];

    /// <summary>What a byte becomes, for each plane.</summary>
    private readonly float[][] _levels;

    /// <summary>
    /// Which channel of a pixel the first plane takes: red, or blue in models of the other order. The second is green for all.
    /// </summary>
    private readonly int _first;

    private ImageProcessor(ImageProcessing geometry, float[][] levels, int first) =>
        (Geometry, _levels, _first) = (geometry, levels, first);

    public ImageProcessing Geometry { get; }

    /// <exception cref="ModelFolderException">The configuration asks for something that is not known.</exception>
    public static ImageProcessor From(ModelFolder folder)
    {
        var (config, file) = PreprocessorConfig.From(folder);
        file = Path.Combine(folder.Path, file);
        return new ImageProcessor(ProcessorGeometry.Of(config, file), Levels(config, file), config.DoFlipChannelOrder is true ? 2 : 0);
    }

    /// <summary>uint8 RGB, interleaved, to float32, one plane a channel.</summary>
    public void Normalize(ImagePixels pixels, Span<float> planes)
    {
        var count = Geometry.Width * Geometry.Height;
        if (pixels.Width != Geometry.Width || pixels.Height != Geometry.Height)
        {
            throw new InferenceFailedException(
                $"Pixels of {pixels.Width} x {pixels.Height} came where {Geometry.Width} x {Geometry.Height} are needed."
            );
        }

        var rgb = pixels.Rgb.Span[..(count * Channels)];
        var red = planes[..count];
        var green = planes.Slice(count, count);
        var blue = planes.Slice(2 * count, count);
        ReadOnlySpan<float> reds = _levels[0], greens = _levels[1], blues = _levels[2];
        for (int i = 0, j = 0; i < count && j + 2 < rgb.Length; i++, j += Channels)
        {
            red[i] = reds[rgb[j + _first]];
            green[i] = greens[rgb[j + 1]];
            blue[i] = blues[rgb[j + 2 - _first]];
        }
    }

    private static float[][] Levels(PreprocessorConfig config, string file)
    {
        var normalizes = config.DoNormalize ?? true;
        var (means, stds) = (config.ImageMean ?? s_half, config.ImageStd ?? s_half);
        if (means.Length != Channels || stds.Length != Channels || stds.Contains(0))
        {
            throw new ModelFolderException($"{file}: image_mean and image_std are three numbers each, and no std is 0.");
        }

        var scale = config.DoRescale ?? true ? config.RescaleFactor ?? (1 / 255.0) : 1;
        float[][] levels =
        [
            .. means.Zip(
                stds,
                (mean, std) =>
                    Enumerable.Range(0, 256).Select(value => (float)(normalizes ? ((value * scale) - mean) / std : value * scale)).ToArray()
            ),
        ];
        return Array.TrueForAll(levels, plane => Array.TrueForAll(plane, level => Math.Abs(level) <= Largest))
            ? levels
            : throw new ModelFolderException(
                $"{file}: rescale_factor, image_mean and image_std make pixels beyond {Largest:0}, or no numbers at all."
            );
    }
}
