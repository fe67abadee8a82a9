namespace CaptionCluster.Testing;

/// <summary>
/// Photos that are free, so that most promises can be checked everywhere; as many that nobody has sent before as are wanted.
/// </summary>
public static class Photos
{
    private static readonly byte[] s_rocket = File.ReadAllBytes(Fixtures.Local("photos", "rocket.jpg"));

    public static IReadOnlyList<byte[]> All { get; } =
        [.. Directory.EnumerateFiles(Fixtures.Local("photos")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>A dog; next to no work to read and decode.</summary>
    public static byte[] Small { get; } = File.ReadAllBytes(Fixtures.Local("imaging", "good", "jpeg_444.jpg"));

    public static byte[] New() => NewPictures.Of(s_rocket);

    public static byte[] NewSmall() => NewPictures.Of(Small);

    /// <summary>That one of all, with another digest.</summary>
    public static byte[] Unique(int photo) => NewPictures.Of(All[photo % All.Count]);
}
