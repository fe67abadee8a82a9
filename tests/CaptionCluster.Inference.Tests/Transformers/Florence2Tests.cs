using CaptionCluster.Inference.Tests.Models;
using CaptionCluster.Testing;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>The miniature Florence-2, with the graphs of the public exports, against Transformers.</summary>
public sealed class Florence2Tests
{
    private static readonly TinyGolden Golden = new("tiny-florence2");

    [Theory]
    [InlineData("merged")]
    [InlineData("pair")]
    [InlineData("without cache")]
    public async Task DecodeAsync_EveryPhotoAndSettingAloneAndTogether_IdsAndScoresOfTransformers(string form)
    {
        using var folder = TinyFolder.Of(Golden.Folder, form);
        using var model = await TestModels.LoadAsync(folder.Path, configure: options => options.Decoder.Workers = 1);
        var runs = Golden.Runs.ToArray();
        var encoded = await Task.WhenAll(runs.Select(run =>
            model.EncodeAsync(default, GoldenPixels.Of("photos/free/" + run.Photo, model.Description.Processing), default)));

        var together = await Task.WhenAll(runs.Zip(encoded).Select(pair =>
            model.DecodeAsync(default, pair.Second with { }, pair.First.Options(model.Description.Decoding), default)));

        Assert.All(runs.Zip(together), pair => pair.First.AssertSame(pair.Second));
        foreach (var run in runs)
        {
            run.AssertSame(await model.CaptionAsync(GoldenPixels.Of("photos/free/" + run.Photo, model.Description.Processing), run.Options(model.Description.Decoding)));
        }
    }

    [Fact]
    public async Task DecodeAsync_TasksOfOtherLengthsTogether_EachAsAlone()
    {
        using var model = await TestModels.LoadAsync(Golden.Folder, configure: options => options.Decoder.Workers = 1);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);
        var decodings = model.Description.Tasks.Select(task => model.Description.Decoding with { Task = task }).ToArray();
        var alone = new List<Caption>();
        foreach (var decoding in decodings) alone.Add(await model.CaptionAsync(pixels, decoding));

        var together = await Task.WhenAll(decodings.Select(decoding => model.CaptionAsync(pixels, decoding)));

        Assert.Equal(["<CAPTION>", "<DETAILED_CAPTION>", "<MORE_DETAILED_CAPTION>"], model.Description.Tasks);
        Assert.Equal(alone.Select(caption => caption.Text), together.Select(caption => caption.Text));
        Assert.Equal(3, alone.Select(caption => caption.Score).Distinct().Count());
    }

    [Fact]
    public async Task DecodeAsync_UnknownTask_NamesTheKnown()
    {
        using var model = await TestModels.LoadAsync(Golden.Folder);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);

        var refused = await Assert.ThrowsAsync<InvalidOptionException>(() => model.CaptionAsync(pixels, model.Description.Decoding with { Task = "<OCR>" }));

        Assert.Contains("<DETAILED_CAPTION>", refused.Message, StringComparison.Ordinal);
    }
}
