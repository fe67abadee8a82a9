namespace CaptionCluster.Imaging.Formats;

/// <summary>
/// Nanoseconds that decoding takes, as measured over flat, photographic and noisy pictures of 0.2 to 50 megapixels. Orders of magnitude:
/// who uses them corrects them by what it measures.
/// </summary>
/// <param name="Pixel">For each stored pixel, in each scan.</param>
/// <param name="Byte">For each byte.</param>
/// <param name="MostForBytes">A pixel's bytes cost no more than this: what else a file holds is not decoded.</param>
/// <param name="Decoded">For each pixel that leaves the decoder, where those may be fewer than the stored ones.</param>
internal readonly record struct DecodeCost(double Pixel, double Byte, double MostForBytes, double Decoded = 0)
{
    /// <summary>For each pixel of the result before its middle is cut out.</summary>
    public const double Resized = 4;

    /// <summary>Whatever the picture.</summary>
    public const double Fixed = 200_000;
}
