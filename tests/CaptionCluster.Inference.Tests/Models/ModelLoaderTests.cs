using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Tests.Transformers;

namespace CaptionCluster.Inference.Tests.Models;

public sealed class ModelLoaderTests : IDisposable
{
    private readonly TemporaryModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task LoadAsync_NoFolder_SaysWhichIsMissing() =>
        await RefusedAsync("There is no model folder", () => { }, folder: Path.Combine(_model.Path, "nowhere"));

    [Theory]
    [InlineData("encoder_model.onnx")]
    [InlineData("decoder_model.onnx")]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("preprocessor_config.json")]
    public async Task LoadAsync_FileMissing_NamesIt(string file) =>
        await RefusedAsync(Path.GetFileNameWithoutExtension(file), () => File.Delete(_model.FileOf(file)));

    [Fact]
    public async Task LoadAsync_HalfCopiedGraph_NamesIt() => await RefusedAsync("encoder_model.onnx", () =>
    {
        using var graph = new FileStream(_model.FileOf("encoder_model.onnx"), FileMode.Open);
        graph.SetLength(graph.Length / 2);
    });

    [Fact]
    public async Task LoadAsync_GraphsSwapped_NamesTheMissingTensor() => await RefusedAsync("pixel_values", () =>
        File.Copy(_model.FileOf("decoder_model.onnx"), _model.FileOf("encoder_model.onnx"), overwrite: true));

    [Fact]
    public async Task LoadAsync_UnknownFamily_NamesItAndTheKnown() =>
        await RefusedAsync(
            "'teller-of-tales'; known are show-attend-tell",
            () => _model.Replace("config.json", "show-attend-tell", "teller-of-tales")
        );

    [Fact]
    public async Task LoadAsync_BrokenJson_NamesTheFile() => await RefusedAsync("generation_config.json", () =>
        File.WriteAllText(_model.FileOf("generation_config.json"), "{ \"num_beams\": "));

    [Fact]
    public async Task LoadAsync_BrokenCalibration_SaysWhatIsWrong() => await RefusedAsync("adequacyLogit", () =>
        _model.Replace("calibration.json", "\"adequacyLogit\": 0.7795", "\"adequacyLogit\": \"0.7795\""));

    [Fact]
    public async Task LoadAsync_NoCalibration_CaptionsHaveNoQuality()
    {
        File.Delete(_model.FileOf("calibration.json"));
        using var model = await TestModels.LoadAsync(_model.Path);

        Assert.Null(model.Description.Calibration);
        Assert.Null((await model.CaptionAsync(Grey(model))).Quality);
    }

    [Fact]
    public async Task LoadAsync_TransformersFolderWithCalibration_CaptionsHaveQuality()
    {
        using var folder = TinyFolder.Of(Fixtures.Local("tiny-vit-gpt2"));
        File.WriteAllText(
            Path.Combine(folder.Path, "calibration.json"),
            """{ "event": "People like it.", "intercept": 1, "meanLogProbability": 0.5 }"""
        );
        using var model = await TestModels.LoadAsync(folder.Path);

        var caption = await model.CaptionAsync(Grey(model));

        Assert.Equal("People like it.", model.Description.Calibration!.Event);
        Assert.Equal(1 / (1 + Math.Exp(-1 - (0.5 * caption.MeanLogProbability))), caption.Quality!.Value, 1e-9);
    }

    [Fact]
    public async Task LoadAsync_UnknownVariant_NamesTheKnown()
    {
        var refused = await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(_model.Path, "int4"));

        Assert.Contains("float32, int8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_CudaWithoutIt_SaysWhatToInstall()
    {
        var refused = await Assert.ThrowsAsync<DeviceNotAvailableException>(() =>
            TestModels.LoadAsync(_model.Path, provider: ExecutionProvider.Cuda)
        );

        Assert.Contains("OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e34")]
    [InlineData("1e5")]
    public async Task LoadAsync_PixelsThatOverflow_IsRefused(string factor) => await RefusedAsync("rescale_factor", () =>
        _model.Replace("preprocessor_config.json", "0.00392156862745098", factor));

    /// <summary>Four bytes of ones are a NaN, wherever a weight begins.</summary>
    [Theory]
    [InlineData("decoder_model.onnx", "NaN or infinity")]
    [InlineData("discriminator_model.onnx", "NaN or infinity as verdict")]
    public async Task LoadAsync_WeightsThatAreNoNumbers_IsRefused(string file, string because) => await RefusedAsync(because, () =>
    {
        using var graph = new FileStream(_model.FileOf(file), FileMode.Open);
        graph.Position = graph.Length / 2;
        graph.Write([.. Enumerable.Repeat((byte)0xFF, 1 << 16)]);
    });

    [Theory]
    [InlineData("suppress_tokens", "[0, 1, 99999]", "99999")]
    [InlineData("typical_p", "0.5", "typical_p")]
    [InlineData("early_stopping", "3", "early_stopping")]
    public async Task LoadAsync_GenerationThatCannotBe_IsRefused(string name, string value, string because) =>
        await RefusedAsync(
            because,
            () => File.WriteAllText(_model.FileOf("generation_config.json"), $$"""{ "decoder_start_token_id": 1, "{{name}}": {{value}} }""")
        );

    [Fact]
    public async Task LoadAsync_OtherSettingsOfTheBundledFamily_AreTaken()
    {
        File.WriteAllText(
            _model.FileOf("generation_config.json"),
            """{ "decoder_start_token_id": 1, "max_length": 9, "early_stopping": "never", "num_beams": 2, "bad_words_ids": [[5]] }"""
        );

        using var model = await TestModels.LoadAsync(_model.Path);

        Assert.Equal(
            new DecodingOptions
            {
                NumBeams = 2,
                MaxNewTokens = 8,
                EarlyStopping = EarlyStopping.WhenImpossible,
            },
            model.Description.Decoding
        );
    }

    [Theory]
    [InlineData(ExecutionProvider.Cpu, true, "int8")]
    [InlineData(ExecutionProvider.Cpu, false, "float32")]
    [InlineData(ExecutionProvider.Cuda, true, "float32")]
    public void Choose_Auto_TakesInt8OnlyWhereItIsSafe(ExecutionProvider provider, bool int8IsSafe, string expected) =>
        Assert.Equal(expected, Variant.Choose(new ModelFolder(_model.Path), "encoder_model", Variant.Auto, provider, int8IsSafe));

    private static ImagePixels Grey(ICaptionModel model)
    {
        var (width, height) = (model.Description.Processing.Width, model.Description.Processing.Height);
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, (byte)128);
        return new ImagePixels(new ImageInfo(width, height, ImageFormat.Png), width, height, rgb);
    }

    private async Task RefusedAsync(string because, Action breaking, string? folder = null)
    {
        breaking();
        var refused = await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(folder ?? _model.Path));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}
