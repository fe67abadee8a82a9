namespace CaptionCluster.Client.Tests.Fakes;

internal static class Pictures
{
    public static byte[] Dog => Photos.Small;

    /// <summary>A picture nobody has sent before.</summary>
    public static byte[] New() => Photos.NewSmall();
}
