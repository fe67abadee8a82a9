using CaptionCluster.Client.Models;

namespace CaptionCluster.Client.Tests.Models;

public sealed class ModelCheckTests
{
    [Fact]
    public async Task RunAsync_GoodFolder_TellsWhatIsInItAndWhatItSays()
    {
        var (code, text) = await RunAsync(
            "model",
            "check",
            Fixtures.Local("tiny-vit-gpt2"),
            "--photo",
            Fixtures.Local("photos", "chelsea.png")
        );

        Assert.Equal(0, code);
        string[] expected =
        [
            "vision-encoder-decoder",
            "decoder_model_merged.onnx",
            "use_cache_branch Bool [1]",
            "BPE",
            "224",
            "a dog is running through the grass",
            "batch 16",
            "can be served",
        ];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_FolderThatIsNoModel_SaysWhatIsWrong()
    {
        var (code, text) = await RunAsync("model", "check", Fixtures.Local("photos"));

        Assert.Equal(1, code);
        Assert.Contains("has no config.json", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("model", "check")]
    [InlineData("model", "check", "folder", "--colour", "red")]
    public async Task RunAsync_ArgumentsThatMakeNoSense_TellsTheUsage(params string[] args)
    {
        var (code, text) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Contains(ModelCheckCommand.Usage, text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        return (await ModelCheckCommand.RunAsync(args, output), output.ToString());
    }
}
