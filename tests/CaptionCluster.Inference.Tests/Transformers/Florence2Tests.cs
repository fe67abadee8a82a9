using CaptionCluster.Inference.Families.Florence2;
using CaptionCluster.Inference.Tests.Models;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>The miniature Florence-2, with the graphs of the public exports, against Transformers.</summary>
public sealed class Florence2Tests
{
    private static readonly TinyGolden s_golden = new("tiny-florence2");

    [Theory]
    [InlineData("merged")]
    [InlineData("pair")]
    [InlineData("without cache")]
    public async Task DecodeAsync_EveryPhotoAndSettingAloneAndTogether_IdsAndScoresOfTransformers(string form)
    {
        using var folder = TinyFolder.Of(s_golden.Folder, form);
        using var model = await TestModels.LoadAsync(folder.Path, configure: options => options.Decoder.Workers = 1);
        var runs = s_golden.Runs.ToArray();
        var encoded = await Task.WhenAll(runs.Select(run =>
            model.EncodeAsync(GoldenPixels.Of("photos/free/" + run.Photo, model.Description.Processing), default)));

        var together = await Task.WhenAll(runs.Zip(encoded).Select(pair =>
            model.DecodeAsync(pair.Second with { }, pair.First.Options(model.Description.Decoding), default)));

        Assert.All(runs.Zip(together), pair => pair.First.AssertSame(pair.Second));
        foreach (var run in runs)
        {
            run.AssertSame(
                await model.CaptionAsync(
                    GoldenPixels.Of("photos/free/" + run.Photo, model.Description.Processing),
                    run.Options(model.Description.Decoding)
                )
            );
        }
    }

    [Fact]
    public async Task DecodeAsync_TasksOfOtherLengthsTogether_EachAsAlone()
    {
        using var model = await TestModels.LoadAsync(s_golden.Folder, configure: options => options.Decoder.Workers = 1);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);
        var decodings = model.Description.Tasks.Select(task => model.Description.Decoding with { Task = task }).ToArray();
        var alone = new List<Caption>();
        foreach (var decoding in decodings) alone.Add(await model.CaptionAsync(pixels, decoding));

        var together = await Task.WhenAll(decodings.Select(decoding => model.CaptionAsync(pixels, decoding)));

        Assert.Equal(["<CAPTION>", "<DETAILED_CAPTION>", "<MORE_DETAILED_CAPTION>"], model.Description.Tasks);
        Assert.Equal(alone.Select(caption => caption.Text), together.Select(caption => caption.Text));
        Assert.Equal(3, alone.Select(caption => caption.Score).Distinct().Count());
    }

    /// <summary>Far above 1 hardly anything but the prompt's own tokens is said; each task has its own.</summary>
    [Fact]
    public async Task DecodeAsync_EncoderRepetitionPenalty_HoldsToThePromptOfTheTask()
    {
        using var folder = TinyFolder.Of(s_golden.Folder);
        File.WriteAllText(
            folder.FileOf("generation_config.json"),
            """{ "decoder_start_token_id": 2, "eos_token_id": 2, "min_length": 6, "max_length": 8, "encoder_repetition_penalty": 100 }"""
        );
        using var model = await TestModels.LoadAsync(folder.Path, configure: options => options.Decoder.Workers = 1);
        var prompts = Prompts.ByTask.ToDictionary(
            prompt => prompt.Key,
            prompt => ByteLevelEncoder.From(new(folder.Path)).Encode(prompt.Value)
        );
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);

        var captions = await Task.WhenAll(
            model.Description.Tasks.Select(async task =>
                (task, Caption: await model.CaptionAsync(pixels, model.Description.Decoding with { Task = task }))
            )
        );

        Assert.All(captions, each => Assert.All(each.Caption.Tokens, token => Assert.Contains(token.Id, prompts[each.task])));
    }

    [Fact]
    public async Task DecodeAsync_UnknownTask_NamesTheKnown()
    {
        using var model = await TestModels.LoadAsync(s_golden.Folder);
        var pixels = GoldenPixels.Of("photos/free/coffee.png", model.Description.Processing);

        var refused = await Assert.ThrowsAsync<InvalidOptionException>(() =>
            model.CaptionAsync(pixels, model.Description.Decoding with { Task = "<OCR>" })
        );

        Assert.Contains("<DETAILED_CAPTION>", refused.Message, StringComparison.Ordinal);
    }
}
