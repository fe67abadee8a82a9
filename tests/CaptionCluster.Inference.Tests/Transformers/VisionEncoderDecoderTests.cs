using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>The miniature ViT-GPT2, as Optimum exports it, against Transformers.</summary>
public sealed class VisionEncoderDecoderTests
{
    private static readonly TinyGolden Golden = new("tiny-vit-gpt2");

    [Theory]
    [InlineData("merged")]
    [InlineData("pair")]
    [InlineData("without cache")]
    public async Task DecodeAsync_EveryPhotoAndSetting_IdsAndScoresOfTransformers(string form)
    {
        using var folder = TinyFolder.Of(Golden.Folder, form);
        using var model = await TestModels.LoadAsync(folder.Path);
        foreach (var run in Golden.Runs)
        {
            var caption = await model.CaptionAsync(Tests.Golden.Pixels("photos/free/" + run.Photo, model.Description.Processing), run.Options(model.Description.Decoding));
            AssertGolden(run, caption);
        }
    }

    private static void AssertGolden(GoldenRun run, Caption caption)
    {
        Assert.True(run.Ids[1..].SequenceEqual(caption.Tokens.Select(token => token.Id)), $"{run.Photo} {run.Setting}: {caption.Text} where it should be {run.Text}");
        Assert.Equal(run.Text, caption.Text);
        if (run.Score is { } score) Assert.Equal(score, caption.Score, 1e-3);
        if (run is { Setting: "greedy", LogProbabilities: { } logs }) Assert.All(logs.Zip(caption.Tokens), pair => Assert.Equal(pair.First, pair.Second.LogProbability, 1e-3));
    }
}
