using System.Text.Json;
using CaptionCluster.Imaging;
using CaptionCluster.Inference.Tests.Models;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Tests;

/// <summary>The reported GIFs and PNGs mean to the bundled model what the PNG of their pixels means.</summary>
public sealed class ReportedPicturesTests
{
    private const double Tolerance = 0.02;

    [Fact]
    public async Task CaptionAsync_ReportedLosslessFiles_SayWhatTheirPngsSay()
    {
        using var model = await TestModels.LoadAsync(Fixtures.Model);
        var greedy = model.Description.Decoding with { NumBeams = 1 };
        using var manifest = JsonDocument.Parse(Bytes("manifest.json"));
        var pairs = manifest.RootElement.EnumerateArray()
            .Where(each => each.GetProperty("status").GetInt32() == 200)
            .Select(each => (File: each.GetProperty("file").GetString()!, Png: each.GetProperty("equals_png").GetString()!))
            .Where(pair => Path.GetExtension(pair.File) is ".gif" or ".png")
            .ToArray();
        Assert.NotEmpty(pairs);

        foreach (var (file, png) in pairs)
        {
            var expected = await model.CaptionAsync(Pixels(png, model.Description.Processing), greedy);
            var caption = await model.CaptionAsync(Pixels(file, model.Description.Processing), greedy);

            Assert.Equal(expected.Tokens.Select(token => token.Id), caption.Tokens.Select(token => token.Id));
            Assert.All(
                expected.Tokens.Zip(caption.Tokens),
                pair => Assert.Equal(pair.First.LogProbability, pair.Second.LogProbability, Tolerance)
            );
        }
    }

    private static ImagePixels Pixels(string file, ImageProcessing processing)
    {
        var rgb = new byte[processing.Width * processing.Height * 3];
        var info = new ImageReader(Options.Create(new ImagingOptions())).Read(Bytes(file), processing, rgb);
        return new ImagePixels(info, processing.Width, processing.Height, rgb);
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(Fixtures.Local("reports", file));
}
