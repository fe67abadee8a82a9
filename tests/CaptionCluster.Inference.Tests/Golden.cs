using System.Text.Json;
using CaptionCluster.Imaging;
using CaptionCluster.Testing;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Tests;

/// <summary>The golden captions of the bundled model, and their photos where they lie.</summary>
internal sealed record Golden(IReadOnlyList<GoldenRow> Rows, GoldenCorpus Flickr8k200)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Golden Of(string variant) => JsonSerializer.Deserialize<Golden>(
        File.ReadAllText(Fixtures.Local(variant == "int8" ? "golden_int8.json" : "golden.json")), Json)!;

    public static ImagePixels Pixels(string photo, ImageProcessing processing)
    {
        var file = photo.StartsWith("photos/free/", StringComparison.Ordinal)
            ? Fixtures.Local("photos", Path.GetFileName(photo))
            : Path.Combine(Fixtures.Shared, photo);
        var rgb = new byte[processing.Width * processing.Height * 3];
        var info = new ImageReader(Options.Create(new ImagingOptions())).Read(File.ReadAllBytes(file), processing, rgb);
        return new ImagePixels(info, processing.Width, processing.Height, rgb);
    }
}

internal sealed record GoldenRow(
    string Photo, string Text, int[] Ids, double Score, double[] LogProbabilities, double Adequacy, int[] AttentionArgmax, GoldenSentence[] Alternatives, GoldenGreedy Greedy);

internal sealed record GoldenSentence(string Text, double Score);

internal sealed record GoldenGreedy(string Text, int[] Ids, double Score);

internal sealed record GoldenCorpus(Dictionary<string, GoldenCaption> Captions);

internal sealed record GoldenCaption(string Text, double Score, double Adequacy);
