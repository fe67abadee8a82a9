using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains.Tests;

/// <summary>Small valid values of everything that crosses the borders.</summary>
internal static class Samples
{
    public static IMeterFactory Meters { get; } =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static ModelId Model { get; } = new("default", new string('a', 64), "float32");

    public static CaptionKey Key { get; } = new(Model, new DecodingOptions { NumBeams = 3 });

    public static CaptionKey GreedyKey { get; } = new(Model, new DecodingOptions());

    public static ImageInfo Info { get; } = new(640, 427, ImageFormat.Jpeg);

    public static ImagePixels Pixels { get; } = new(Info, 2, 2, new byte[12]);

    public static ModelDescription Description { get; } =
        new(
            Model,
            "show-attend-tell",
            "cpu",
            new ImageProcessing(224, 224, ResampleFilter.Bilinear),
            new DecodingOptions(),
            40,
            true,
            true,
            7,
            7
        );

    public static ImageDigest NewDigest()
    {
        var bytes = new byte[ImageDigest.Size];
        Random.Shared.NextBytes(bytes);
        return ImageDigest.FromBytes(bytes);
    }

    /// <summary>What the models of these tests say: less without beams.</summary>
    public static Caption Says(EncodedImage _, DecodingOptions decoding) =>
        Caption(decoding.NumBeams == 1 ? "a dog" : "a dog runs through the grass");

    public static EncodedImage Encoded() => new(
        Info, [new EncodedTensor("features", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 })], new InferenceTiming(0.001, 0.02, 0, 4, 0));

    public static Caption Caption(string text = "a dog runs through the grass") => new()
    {
        Text = text,
        Score = -0.7,
        Tokens = [new CaptionToken(5, "a", -0.1, [0.25f, 0.75f]), new CaptionToken(9, "dog", -0.3, [0.5f, 0.5f])],
        Adequacy = 0.9,
        Alternatives = [new CaptionAlternative("a dog runs", -0.9, 0.8)],
        Image = Info,
        Timing = new InferenceTiming(0.003, 0.25, 0.5, 8, 6),
    };
}
