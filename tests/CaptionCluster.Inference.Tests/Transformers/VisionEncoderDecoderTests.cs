using System.Security.Cryptography;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>The miniature ViT-GPT2, as Optimum exports it, against Transformers.</summary>
public sealed class VisionEncoderDecoderTests
{
    private static readonly TinyGolden s_golden = new("tiny-vit-gpt2");

    [Theory]
    [InlineData("merged")]
    [InlineData("pair")]
    [InlineData("without cache")]
    public async Task DecodeAsync_EveryPhotoAndSetting_IdsAndScoresOfTransformers(string form)
    {
        using var folder = TinyFolder.Of(s_golden.Folder, form);
        using var model = await TestModels.LoadAsync(folder.Path);
        foreach (var run in s_golden.Runs) run.AssertSame(await CaptionAsync(model, run));
    }

    [Theory]
    [InlineData("merged")]
    [InlineData("pair")]
    [InlineData("without cache")]
    public async Task DecodeAsync_32InFlight_IdsAndScoresOfTransformers(string form)
    {
        using var folder = TinyFolder.Of(s_golden.Folder, form);
        using var model = await TestModels.LoadAsync(folder.Path, configure: options => options.Decoder.Workers = 1);
        var runs = s_golden.Runs.ToArray();
        var crowd = Enumerable.Range(0, 32).Select(i => runs[(i * 7) % runs.Length]).ToArray();
        var encoded = await Task.WhenAll(crowd.Select(run => model.EncodeAsync(Pixels(model, run), default)));

        var captions = await Task.WhenAll(crowd.Zip(encoded).Select(pair =>
            model.DecodeAsync(pair.Second, pair.First.Options(model.Description.Decoding), default)));

        Assert.All(crowd.Zip(captions), pair => pair.First.AssertSame(pair.Second));
        Assert.Contains(captions, caption => caption.Timing.DecodeBatch > 1);
    }

    [Fact]
    public async Task EncodeAsync_EveryPhoto_PixelsOfPillowAndHiddenStatesOfTransformers()
    {
        using var model = await TestModels.LoadAsync(s_golden.Folder);
        foreach (var row in s_golden.Rows)
        {
            var photo = row.GetProperty("photo").GetString()!;
            var pixels = GoldenPixels.Of("photos/free/" + photo, model.Description.Processing);
            // Only JPEG decoders may differ by a grey level; what is decoded alike is resized alike.
            if (!photo.EndsWith(".jpg", StringComparison.Ordinal))
            {
                Assert.Equal(row.GetProperty("resizedSha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(pixels.Rgb.Span)));
            }

            var encoded = await model.EncodeAsync(pixels, default);
            var states = Assert.Single(encoded.Tensors);
            Assert.Equal([50, 64], states.Shape);
            var golden = row.GetProperty("encoderHiddenStates").GetProperty("first8").EnumerateArray().Select(value => value.GetDouble());
            Assert.All(golden.Zip(states.Values[..8].ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
    }

    [Fact]
    public async Task DecodeAsync_Sampling_DrawsTheSameForTheSameSeedInAnyCompany()
    {
        using var model = await TestModels.LoadAsync(s_golden.Folder);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);
        var decodings = Enumerable
            .Range(0, 12)
            .Select(seed => model.Description.Decoding with { DoSample = true, TopK = 20, TopP = 0.9, Temperature = 1.2, Seed = seed })
            .ToArray();
        var alone = new List<Caption>();
        foreach (var decoding in decodings) alone.Add(await model.CaptionAsync(pixels, decoding));

        var together = await Task.WhenAll(decodings.Select(decoding => model.CaptionAsync(pixels, decoding)));

        Assert.Equal(alone.Select(caption => caption.Text), together.Select(caption => caption.Text));
        Assert.True(alone.Select(caption => caption.Text).Distinct(StringComparer.Ordinal).Count() > 6, "Seeds make no difference.");
    }

    [Fact]
    public async Task DecodeAsync_TooManyBeamsForTheMemory_SaysSo()
    {
        using var model = await TestModels.LoadAsync(s_golden.Folder, configure: options => options.Cohorts.MaxBytes = 1 << 20);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);

        var refused = await Assert.ThrowsAsync<InvalidOptionException>(() =>
            model.CaptionAsync(pixels, model.Description.Decoding with { NumBeams = 10, MaxNewTokens = 100 }));

        Assert.Equal("numBeams", refused.Option);
    }

    private static Task<Caption> CaptionAsync(ILoadedModel model, GoldenRun run) =>
        model.CaptionAsync(Pixels(model, run), run.Options(model.Description.Decoding));

    private static ImagePixels Pixels(ILoadedModel model, GoldenRun run) =>
        GoldenPixels.Of("photos/free/" + run.Photo, model.Description.Processing);
}
