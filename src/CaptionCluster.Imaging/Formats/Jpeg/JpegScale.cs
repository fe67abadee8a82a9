namespace CaptionCluster.Imaging.Formats.Jpeg;

/// <summary>
/// How much smaller a JPEG may be decoded. An inverse transform of fewer coefficients a block averages blocks for nearly nothing
/// (ITU-T T.81 blocks are 8 x 8), and as long as enough pixels are left for the resampling filter, the result hardly changes.
/// </summary>
internal static class JpegScale
{
    /// <summary>Decoded pixels kept for each one wanted, on both sides.</summary>
    private const int Oversampling = 3;

    /// <summary>1, 2, 4 or 8: what the stored sides are divided by.</summary>
    public static int Divisor(int width, int height, int wantedWidth, int wantedHeight)
    {
        int divisor = 8;
        while (divisor > 1 && (width / divisor < wantedWidth * Oversampling || height / divisor < wantedHeight * Oversampling))
        {
            divisor /= 2;
        }

        return divisor;
    }
}
