using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Tests.Transformers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Inference.Tests.Models;

public sealed class ModelRepositoryTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("models-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly ModelRepository _repository;
    private readonly SessionFactory _sessions;

    public ModelRepositoryTests()
    {
        Copy("default");
        var options = Options.Create(new InferenceOptions { Folder = _models, Variant = "float32" });
        _sessions = new SessionFactory(options.Value.Device, TimeProvider.System, NullLogger<SessionFactory>.Instance);
        var loader = new ModelLoader(options, _sessions, new InferenceMetrics(), TimeProvider.System);
        _repository = new ModelRepository(options, loader, _sessions, _time, NullLogger<ModelRepository>.Instance);
    }

    private ModelDescription Served => _repository.Describe()[0];

    public void Dispose()
    {
        _repository.Dispose();
        _sessions.Dispose();
        Directory.Delete(_models, recursive: true);
    }

    [Fact]
    public async Task StartAsync_DefaultBroken_SaysWhy()
    {
        File.Delete(FileOf("default", "tokenizer.json"));
        File.Delete(FileOf("default", "vocab.json"));

        var refused = await Assert.ThrowsAsync<ModelFolderException>(() => _repository.StartAsync(default));

        Assert.Contains("tokenizer.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AnotherBroken_ServesTheRest()
    {
        Copy("second");
        Copy("broken");
        File.WriteAllText(FileOf("broken", "config.json"), "{");

        await _repository.StartAsync(default);

        Assert.Equal(["default", "second"], _repository.Models.Select(model => model.Description.Id.Name));
    }

    [Fact]
    public async Task ScanAsync_ChangedFolder_IsTakenOnceItHasSettledAndTheOldOneDrains()
    {
        await _repository.StartAsync(default);
        var old = _repository.Models[0];
        Rename("a", "a7");

        await _repository.ScanAsync(default);
        Assert.Equal(old.Description.Id, Served.Id);
        await _repository.ScanAsync(default);

        Assert.NotEqual(old.Description.Id.Revision, Served.Id.Revision);
        Assert.Same(old, _repository.Get(old.Description.Id));
        Assert.Contains("a7", (await CaptionAsync(_repository.Models[0])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a7", (await CaptionAsync(old)).Text, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(1));
        await _repository.ScanAsync(default);

        Assert.Throws<ModelNotAvailableException>(() => _repository.Get(old.Description.Id));
        await Assert.ThrowsAsync<ModelNotAvailableException>(() => CaptionAsync(old));
    }

    [Fact]
    public async Task ScanAsync_RetiredButInUse_IsNotUnloaded()
    {
        await _repository.StartAsync(default);
        var old = _repository.Models[0];
        Rename("a", "a7");
        await _repository.ReloadAsync("default", default);
        _time.Advance(TimeSpan.FromSeconds(14));
        await CaptionAsync(old);
        _time.Advance(TimeSpan.FromSeconds(14));

        await _repository.ScanAsync(default);

        Assert.Same(old, _repository.Get(old.Description.Id));
    }

    [Fact]
    public async Task ScanAsync_NewFolderAndVanishedFolder_ComeAndGo()
    {
        await _repository.StartAsync(default);
        Copy("second");
        await ScanTwiceAsync();
        Assert.Equal(["default", "second"], _repository.Models.Select(model => model.Description.Id.Name));

        Directory.Delete(Path.Combine(_models, "second"), recursive: true);
        await ScanTwiceAsync();

        Assert.Equal(["default"], _repository.Models.Select(model => model.Description.Id.Name));
    }

    [Theory]
    [InlineData("broken", "generation_config.json")]
    [InlineData("half-written", "decoder_model_merged.onnx")]
    [InlineData("swapped", "has no output")]
    [InlineData("token beyond the vocabulary", "9999")]
    [InlineData("bad word beyond the vocabulary", "9999")]
    [InlineData("typical_p", "typical_p")]
    [InlineData("pixels that are no numbers", "rescale_factor")]
    [InlineData("weights that are no numbers", "NaN or infinity")]
    public async Task ReloadAsync_BadCopy_RefusedWithReasonAndTheServedOneStays(string how, string because)
    {
        await _repository.StartAsync(default);
        var before = Served.Id;
        Break(how);

        var refused = await Assert.ThrowsAsync<ModelRefusedException>(() => _repository.ReloadAsync("default", default));

        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_models, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Served.Id);
        Assert.Equal(refused.Message, Served.Refusal);
        Assert.NotEmpty((await CaptionAsync(_repository.Models[0])).Text);
    }

    [Fact]
    public async Task ScanAsync_BadCopyIsMended_IsTaken()
    {
        await _repository.StartAsync(default);
        var before = Served.Id;
        Break("half-written");
        await ScanTwiceAsync();
        Assert.NotNull(Served.Refusal);
        File.Copy(
            Fixtures.Local("tiny-vit-gpt2", "decoder_model_merged.onnx"),
            FileOf("default", "decoder_model_merged.onnx"),
            overwrite: true
        );
        Rename("a", "a8");

        await ScanTwiceAsync();

        Assert.Null(Served.Refusal);
        Assert.NotEqual(before.Revision, Served.Id.Revision);
    }

    [Fact]
    public async Task ReloadAsync_NothingChanged_KeepsTheModel()
    {
        await _repository.StartAsync(default);
        var before = _repository.Models[0];

        await _repository.ReloadAsync("default", default);

        Assert.Same(before, _repository.Models[0]);
        Assert.InRange(Served.GraphBytes, 1_000_000, 10_000_000);
    }

    /// <summary>The same files once more, with all that a downloader leaves beside them.</summary>
    [Fact]
    public async Task ScanAsync_DownloadedAgain_KeepsTheModel()
    {
        await _repository.StartAsync(default);
        var before = _repository.Models[0];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_models, "default")))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(20_000));
        }

        Directory.CreateDirectory(FileOf("default", ".cache"));
        File.WriteAllText(FileOf("default", ".cache/lock"), "x");
        File.WriteAllText(FileOf("default", "README.md"), "x");

        await ScanTwiceAsync();

        Assert.Same(before, _repository.Models[0]);
        Assert.Null(Served.Refusal);
    }

    [Fact]
    public async Task ReloadAsync_NoSuchFolder_SaysSo()
    {
        await _repository.StartAsync(default);

        await Assert.ThrowsAsync<ModelNotAvailableException>(() => _repository.ReloadAsync("nobody", default));
    }

    private static Task<Caption> CaptionAsync(ICaptionModel model) =>
        model.CaptionAsync(GoldenPixels.Of("photos/free/chelsea.png", model.Description.Processing));

    private async Task ScanTwiceAsync()
    {
        await _repository.ScanAsync(default);
        await _repository.ScanAsync(default);
    }

    private void Break(string how)
    {
        switch (how)
        {
            case "broken":
                File.WriteAllText(FileOf("default", "generation_config.json"), "{ \"max_length\": ");
                break;
            case "half-written":
                using (var graph = new FileStream(FileOf("default", "decoder_model_merged.onnx"), FileMode.Open))
                {
                    graph.SetLength(graph.Length / 2);
                }

                break;
            case "swapped":
                File.Move(FileOf("default", "encoder_model.onnx"), FileOf("default", "other"));
                File.Move(FileOf("default", "decoder_model_merged.onnx"), FileOf("default", "encoder_model.onnx"));
                File.Move(FileOf("default", "other"), FileOf("default", "decoder_model_merged.onnx"));
                break;
            case "bad word beyond the vocabulary":
                File.WriteAllText(
                    FileOf("default", "generation_config.json"),
                    """{ "decoder_start_token_id": 0, "eos_token_id": 0, "bad_words_ids": [[3, 9999]] }"""
                );
                break;
            case "typical_p":
                File.WriteAllText(
                    FileOf("default", "generation_config.json"),
                    """{ "decoder_start_token_id": 0, "eos_token_id": 0, "typical_p": 0.5 }"""
                );
                break;
            case "pixels that are no numbers":
                Rescale("1e40");
                break;
            case "weights that are no numbers":
                using (var graph = new FileStream(FileOf("default", "encoder_model.onnx"), FileMode.Open))
                {
                    graph.Position = graph.Length / 2;
                    graph.Write([.. Enumerable.Repeat((byte)0xFF, 64)]); // Four such bytes are a NaN, wherever a weight begins.
                }

                break;
            default:
                File.WriteAllText(
                    FileOf("default", "generation_config.json"),
                    """{ "decoder_start_token_id": 0, "eos_token_id": [0, 9999] }"""
                );
                break;
        }
    }

    private void Rescale(string factor)
    {
        var file = FileOf("default", "preprocessor_config.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("0.00392156862745098", factor, StringComparison.Ordinal));
    }

    private void Rename(string word, string now)
    {
        var file = FileOf("default", "tokenizer.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"{word}\": 65", $"\"{now}\": 65", StringComparison.Ordinal));
    }

    private string FileOf(string model, string file) => Path.Combine(_models, model, file);

    private void Copy(string name)
    {
        using var source = TinyFolder.Of(Fixtures.Local("tiny-vit-gpt2"));
        Directory.CreateDirectory(Path.Combine(_models, name));
        foreach (var file in Directory.EnumerateFiles(source.Path)) File.Copy(file, FileOf(name, Path.GetFileName(file)));
    }
}
