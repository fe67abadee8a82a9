namespace CaptionCluster.Imaging.Resampling;

/// <summary>
/// Which pixels of one axis make each output pixel, and with what weights: 22-bit fixed point, as Pillow resamples uint8.
/// A mirrored axis is read backwards by its table, so turning a picture upright costs nothing.
/// </summary>
internal sealed class AxisTable
{
    /// <summary>Bits behind the point: 32 less 8 for the pixel and 2 for sums that overshoot.</summary>
    public const int Precision = 32 - 8 - 2;

    /// <summary>Taps are padded with zero weights to a multiple of this, so that vectors take two pixels at once.</summary>
    public const int TapAlignment = 2;

    public AxisTable(AxisKey key)
    {
        if (key.Filter == ResampleFilter.Nearest) (Starts, Counts, Weights, Taps) = Nearest(key);
        else (Starts, Counts, Weights, Taps) = Antialiased(key);

        if (key.Mirrored) Mirror(key.Input);
    }

    /// <summary>The first input pixel of each output pixel.</summary>
    public int[] Starts { get; }

    /// <summary>How many input pixels each output pixel takes.</summary>
    public int[] Counts { get; }

    /// <summary><see cref="Taps"/> for each output pixel; those beyond its count are zero.</summary>
    public int[] Weights { get; }

    public int Taps { get; }

    public int Outputs => Starts.Length;

    private static (int[] Starts, int[] Counts, int[] Weights, int Taps) Nearest(AxisKey key)
    {
        double scale = (double)key.Input / key.Output;
        var starts = new int[key.Output];
        var weights = new int[key.Output * TapAlignment];
        for (int i = 0; i < key.Output; i++)
        {
            starts[i] = Math.Min((int)((i + 0.5) * scale), key.Input - 1);
            weights[i * TapAlignment] = 1 << Precision;
        }

        var counts = new int[key.Output];
        Array.Fill(counts, 1);
        return (starts, counts, weights, TapAlignment);
    }

    private static (int[] Starts, int[] Counts, int[] Weights, int Taps) Antialiased(AxisKey key)
    {
        double scale = (double)key.Input / key.Output, filterScale = Math.Max(scale, 1);
        double support = FilterKernel.Support(key.Filter) * filterScale;
        var starts = new int[key.Output];
        var counts = new int[key.Output];
        for (int i = 0; i < key.Output; i++)
        {
            double center = (i + 0.5) * scale;
            starts[i] = Math.Max(0, (int)(center - support + 0.5));
            counts[i] = Math.Min(key.Input, (int)(center + support + 0.5)) - starts[i];
        }

        int taps = Align(counts.Max());
        var weights = new int[key.Output * taps];
        var exact = new double[taps];
        for (int i = 0; i < key.Output; i++)
        {
            // In this order of operations, as the box filter has an edge that a last bit decides.
            double center = (i + 0.5) * scale,
                sum = 0;
            for (int t = 0; t < counts[i]; t++)
            {
                sum += exact[t] = FilterKernel.Weight(key.Filter, (t + starts[i] - center + 0.5) * (1 / filterScale));
            }

            for (int t = 0; t < counts[i]; t++)
            {
                weights[i * taps + t] = ToFixed(sum == 0 ? exact[t] : exact[t] / sum);
            }
        }

        return (starts, counts, weights, taps);
    }

    private static int Align(int taps) => (taps + TapAlignment - 1) / TapAlignment * TapAlignment;

    private static int ToFixed(double weight) => (int)(weight * (1 << Precision) + (weight < 0 ? -0.5 : 0.5));

    private void Mirror(int input)
    {
        for (int i = 0; i < Outputs; i++)
        {
            Starts[i] = input - Starts[i] - Counts[i];
            Weights.AsSpan(i * Taps, Counts[i]).Reverse();
        }
    }
}
