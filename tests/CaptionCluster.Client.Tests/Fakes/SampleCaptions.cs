namespace CaptionCluster.Client.Tests.Fakes;

internal static class SampleCaptions
{
    public static Caption Sample(ImageInfo? image = null, string text = "a dog runs") => new()
    {
        Text = text,
        Score = -0.5,
        Tokens =
        [
            .. text.Split(' ').Select((word, i) => new CaptionToken(i + 4, word, -0.25, [0.12345f, 0.25f, 0.25f, 0.37655f])),
            new CaptionToken(2, "", -0.25, [0.25f, 0.25f, 0.25f, 0.25f]),
        ],
        Adequacy = 0.75,
        Quality = 0.4,
        Alternatives = [new CaptionAlternative("a cat runs", -0.9, 0.1)],
        Image = image ?? new ImageInfo(96, 64, ImageFormat.Jpeg),
        Timing = new InferenceTiming(0.001, 0.010, 0.020, 4, 8),
    };

    public static CaptionKey Key(int numBeams = 3) => new(DogModel.Describe("default").Id, new DecodingOptions { NumBeams = numBeams });

    public static ImageDigest Digest(int seed) => ImageDigest.Compute(BitConverter.GetBytes(seed));
}
