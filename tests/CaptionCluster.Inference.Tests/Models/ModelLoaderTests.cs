using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;

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
    public async Task LoadAsync_FileMissing_NamesIt(string file) => await RefusedAsync(Path.GetFileNameWithoutExtension(file), () => File.Delete(_model.FileOf(file)));

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
    public async Task LoadAsync_UnknownFamily_NamesItAndTheKnown() => await RefusedAsync("'teller-of-tales'; known are show-attend-tell", () =>
        _model.Replace("config.json", "show-attend-tell", "teller-of-tales"));

    [Fact]
    public async Task LoadAsync_BrokenJson_NamesTheFile() => await RefusedAsync("generation_config.json", () =>
        File.WriteAllText(_model.FileOf("generation_config.json"), "{ \"num_beams\": "));

    [Fact]
    public async Task LoadAsync_UnknownVariant_NamesTheKnown()
    {
        var refused = await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(_model.Path, "int4"));

        Assert.Contains("float32, int8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_CudaWithoutIt_SaysWhatToInstall()
    {
        var refused = await Assert.ThrowsAsync<DeviceNotAvailableException>(() => TestModels.LoadAsync(_model.Path, provider: ExecutionProvider.Cuda));

        Assert.Contains("OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Revision_AnyFileChanged_IsAnother()
    {
        var before = ModelRevision.Of(_model.Path);
        Assert.Equal(before, ModelRevision.Of(_model.Path));

        File.AppendAllText(_model.FileOf("generation_config.json"), " ");

        Assert.NotEqual(before, ModelRevision.Of(_model.Path));
    }

    [Theory]
    [InlineData(ExecutionProvider.Cpu, true, "int8")]
    [InlineData(ExecutionProvider.Cpu, false, "float32")]
    [InlineData(ExecutionProvider.Cuda, true, "float32")]
    public void Choose_Auto_TakesInt8OnlyWhereItIsSafe(ExecutionProvider provider, bool int8IsSafe, string expected) =>
        Assert.Equal(expected, Variant.Choose(new ModelFolder(_model.Path), "encoder_model", Variant.Auto, provider, int8IsSafe));

    private async Task RefusedAsync(string because, Action breaking, string? folder = null)
    {
        breaking();
        var refused = await Assert.ThrowsAsync<ModelFolderException>(() => TestModels.LoadAsync(folder ?? _model.Path));
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}
