using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades;

/// <summary>Where a facade is given a picture's URL that does not hold the picture: the one place that says what becomes of it.</summary>
internal static class FacadeSources
{
    public const string RefusalCode = "url-fetching-off";

    public static RequestRefusedException Refused() => new(422, RefusalCode, "URLs are not accepted here: send the picture itself.");
}
