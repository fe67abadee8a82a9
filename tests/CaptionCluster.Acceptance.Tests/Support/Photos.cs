namespace CaptionCluster.Acceptance.Tests.Support;

/// <summary>Photos that are free, so that most promises can be checked everywhere.</summary>
internal static class Photos
{
    private static readonly byte[] s_rocket = File.ReadAllBytes(Fixtures.Local("photos", "rocket.jpg"));
    private static readonly byte[] s_small = File.ReadAllBytes(Fixtures.Local("imaging", "good", "jpeg_444.jpg"));

    public static byte[] New() => NewPictures.Of(s_rocket);

    /// <summary>Next to no work to read and decode.</summary>
    public static byte[] NewSmall() => NewPictures.Of(s_small);
}
