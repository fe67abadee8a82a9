namespace CaptionCluster.Imaging.Resampling;

/// <summary>The filters as Pillow defines them: how far each reaches and what a distance weighs, both in output pixels.</summary>
internal static class FilterKernel
{
    public static double Support(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => 0.5,
        ResampleFilter.Bilinear or ResampleFilter.Hamming => 1,
        ResampleFilter.Bicubic => 2,
        ResampleFilter.Lanczos => 3,
        _ => throw new InvalidOptionException("filter", $"{filter} is no antialiased filter."),
    };

    public static double Weight(ResampleFilter filter, double x) => filter switch
    {
        ResampleFilter.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
        ResampleFilter.Bilinear => Math.Max(0, 1 - Math.Abs(x)),
        ResampleFilter.Hamming => Hamming(Math.Abs(x)),
        ResampleFilter.Bicubic => Bicubic(Math.Abs(x)),
        _ => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
    };

    private static double Hamming(double x) => x >= 1 ? 0 : Sinc(x) * (0.54 + 0.46 * Math.Cos(Math.PI * x));

    /// <summary>Cubic convolution with a = -0.5 (Keys, 1981).</summary>
    private static double Bicubic(double x) => x switch
    {
        < 1 => (1.5 * x - 2.5) * x * x + 1,
        < 2 => ((-0.5 * x + 2.5) * x - 4) * x + 2,
        _ => 0,
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
