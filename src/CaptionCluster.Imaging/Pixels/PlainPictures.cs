namespace CaptionCluster.Imaging.Pixels;

/// <summary>
/// Tells pictures in which there is nothing to see: one colour, or colours that run into each other without an edge anywhere. Judged where
/// the pixels are anyway, at a model's input size; a photo is told by its first rows.
/// </summary>
internal static class PlainPictures
{
    private const int Channels = 3;

    /// <summary>Levels by which one colour may vary: JPEG's noise.</summary>
    private const int Noise = 10;

    /// <summary>
    /// Levels by which a gradient's step may change from pixel to pixel, and the largest step. Edges change it by far more.
    /// </summary>
    private const int Bend = 5;

    private const int Step = 9;

    /// <summary>Smaller pictures are stretched so far that their edges look like gradients.</summary>
    private const int SmallestGradient = 48;

    /// <param name="rgb">Row by row.</param>
    /// <param name="source">The picture that they were made from.</param>
    public static ImageContent Judge(ReadOnlySpan<byte> rgb, int width, ImageInfo source) =>
        IsOneColour(rgb) || (Math.Min(source.Width, source.Height) >= SmallestGradient && IsGradient(rgb, width * Channels))
            ? ImageContent.Plain
            : ImageContent.Detailed;

    private static bool IsOneColour(ReadOnlySpan<byte> rgb)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var (least, most) = (rgb[channel], rgb[channel]);
            for (var i = channel; i < rgb.Length; i += Channels)
            {
                least = Math.Min(least, rgb[i]);
                most = Math.Max(most, rgb[i]);
                if (most - least > Noise) return false;
            }
        }

        return true;
    }

    private static bool IsGradient(ReadOnlySpan<byte> rgb, int stride)
    {
        for (var row = 0; row < rgb.Length; row += stride)
        {
            if (!IsSmooth(rgb.Slice(row, stride), Channels)) return false;
        }

        for (var column = 0; column < stride; column++)
        {
            if (!IsSmooth(rgb[column..], stride)) return false;
        }

        return true;
    }

    private static bool IsSmooth(ReadOnlySpan<byte> values, int apart)
    {
        var before = 0;
        for (var i = apart; i < values.Length; i += apart)
        {
            var step = values[i] - values[i - apart];
            if (Math.Abs(step) > Step || (i > apart && Math.Abs(step - before) > Bend)) return false;
            before = step;
        }

        return true;
    }
}
