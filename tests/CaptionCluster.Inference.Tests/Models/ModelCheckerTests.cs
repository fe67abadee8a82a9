using CaptionCluster.Inference.Checking;
using CaptionCluster.Inference.Tests.Transformers;

namespace CaptionCluster.Inference.Tests.Models;

public sealed class ModelCheckerTests : IDisposable
{
    private readonly TinyFolder _folder = TinyFolder.Of(Fixtures.Local("tiny-vit-gpt2"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CheckAsync_SettingsWithoutEffect_AreNoted()
    {
        File.WriteAllText(
            _folder.FileOf("generation_config.json"),
            """{ "decoder_start_token_id": 0, "eos_token_id": 0, "num_beam": 4, "encoder_repetition_penalty": 2.0 }"""
        );

        var (served, text) = await CheckAsync();

        Assert.True(served, text);
        Assert.Contains("num_beam,", text, StringComparison.Ordinal);
        Assert.Contains("encoder_repetition_penalty", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_ProcessorAsTransformers5WritesIt_IsServed()
    {
        var older = File.ReadAllText(_folder.FileOf("preprocessor_config.json"));
        File.Delete(_folder.FileOf("preprocessor_config.json"));
        File.WriteAllText(
            _folder.FileOf("processor_config.json"),
            $$"""{ "image_processor": {{older}}, "processor_class": "ViTProcessor" }"""
        );

        var (served, text) = await CheckAsync();

        Assert.True(served, text);
    }

    [Fact]
    public async Task CheckAsync_NoNumbers_SaysSo()
    {
        using (var graph = new FileStream(_folder.FileOf("encoder_model.onnx"), FileMode.Open))
        {
            graph.Position = graph.Length / 2;
            graph.Write([.. Enumerable.Repeat((byte)0xFF, 64)]); // Four such bytes are a NaN, wherever a weight begins.
        }

        var (served, text) = await CheckAsync();

        Assert.False(served);
        Assert.Contains("NaN or infinity", text, StringComparison.Ordinal);
    }

    private async Task<(bool Served, string Text)> CheckAsync()
    {
        await using var output = new StringWriter();
        var checker = new ModelChecker(new InferenceOptions { Variant = "float32" }, Grey, TimeProvider.System, output);
        return (await checker.CheckAsync(_folder.Path, CancellationToken.None), output.ToString());
    }

    private static ImagePixels Grey(ImageProcessing processing)
    {
        var rgb = new byte[processing.Width * processing.Height * 3];
        Array.Fill(rgb, (byte)128);
        return new ImagePixels(
            new ImageInfo(processing.Width, processing.Height, ImageFormat.Png),
            processing.Width,
            processing.Height,
            rgb
        );
    }
}
