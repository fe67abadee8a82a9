using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Tests.Transformers;

namespace CaptionCluster.Inference.Tests.Models;

/// <summary>A revision, and whether a folder has changed, depend on what is read of it and on nothing else.</summary>
public sealed class ModelRevisionTests : IDisposable
{
    private readonly TinyFolder _model = TinyFolder.Of(Fixtures.Local("tiny-vit-gpt2"));

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(".cache/huggingface/download/config.json.metadata")]
    [InlineData(".cache/huggingface/.gitignore")]
    [InlineData(".git/HEAD")]
    [InlineData(".git/objects/ab/cdef")]
    [InlineData(".gitattributes")]
    [InlineData(".DS_Store")]
    [InlineData("._encoder_model.onnx")]
    [InlineData("README.md")]
    [InlineData("readme.txt")]
    [InlineData("LICENSE")]
    [InlineData("MODEL_CARD.md")]
    [InlineData("docs/notes.md")]
    public void OfAFolder_FileThatDoesNotMatter_ChangesNothing(string file)
    {
        var (revision, state) = (ModelRevision.Of(_model.Path), FolderState.Of(_model.Path));

        Write(file);

        Assert.Equal(revision, ModelRevision.Of(_model.Path));
        Assert.Equal(state, FolderState.Of(_model.Path));
    }

    /// <summary>Names alone don't tell that nobody reads these: they are looked at again, and found to be the same revision.</summary>
    [Theory]
    [InlineData("golden.json")]
    [InlineData("model.safetensors")]
    [InlineData("pytorch_model.bin")]
    [InlineData("special_tokens_map.json")]
    [InlineData("onnx/encoder_model.onnx.lock")]
    public void Of_FileThatNobodyReads_IsTheSame(string file)
    {
        var revision = ModelRevision.Of(_model.Path);

        Write(file);

        Assert.Equal(revision, ModelRevision.Of(_model.Path));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("preprocessor_config.json")]
    [InlineData("processor_config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    [InlineData("calibration.json")]
    [InlineData("encoder_model.onnx")]
    [InlineData("onnx/decoder_model_int8.onnx")]
    public void OfAFolder_FileThatMatters_ChangesBoth(string file)
    {
        var (revision, state) = (ModelRevision.Of(_model.Path), FolderState.Of(_model.Path));

        Write(file);

        Assert.NotEqual(revision, ModelRevision.Of(_model.Path));
        Assert.NotEqual(state, FolderState.Of(_model.Path));
    }

    /// <summary>
    /// Whatever it is called: the graph says so, in its root or in onnx/, at its begin or across the parts that it is read in.
    /// </summary>
    [Theory]
    [InlineData("encoder_model.onnx", "encoder_model.onnx_data", "encoder_model.onnx_data", 0)]
    [InlineData("onnx/encoder_model.onnx", "weights", "onnx/weights", 7)]
    [InlineData("onnx/encoder_model.onnx", "data/part-1.bin", "onnx/data/part-1.bin", (1 << 20) - 6)]
    [InlineData("encoder_model.onnx", "encoder.layer.0.weight", "encoder.layer.0.weight", (3 << 20) - 20)]
    public void Of_ExternalData_IsPartOfIt(string graph, string location, string data, int offset)
    {
        Write(
            graph,
            [
                .. new byte[offset],
                0x0A,
                8,
                .. "location"u8,
                0x12,
                (byte)location.Length,
                .. System.Text.Encoding.UTF8.GetBytes(location),
                0x0A,
                6,
            ]
        );
        Write(data, [1]);
        var (revision, state) = (ModelRevision.Of(_model.Path), FolderState.Of(_model.Path));

        Write(data, [2, 2]);

        Assert.NotEqual(revision, ModelRevision.Of(_model.Path));
        Assert.NotEqual(state, FolderState.Of(_model.Path));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/dev/zero")]
    public void Of_ExternalDataOutsideTheFolder_IsNotRead(string location)
    {
        Write("extra.onnx", [0x0A, 8, .. "location"u8, 0x12, (byte)location.Length, .. System.Text.Encoding.UTF8.GetBytes(location)]);

        Assert.DoesNotContain(
            ModelFiles.Of(_model.Path),
            name => name.Contains("outside", StringComparison.Ordinal) || name.Contains("zero", StringComparison.Ordinal)
        );
    }

    /// <summary>One machine cloned the repository, another let the hub's client download it.</summary>
    [Fact]
    public void Of_TwoDownloads_AreTheSame()
    {
        using var other = TinyFolder.Of(Fixtures.Local("tiny-vit-gpt2"));
        Write(".git/HEAD");
        Write("README.md");
        Directory.CreateDirectory(other.FileOf(".cache"));
        File.WriteAllText(other.FileOf(".cache/x"), "y");

        Assert.Equal(ModelRevision.Of(_model.Path), ModelRevision.Of(other.Path));
    }

    /// <summary>A revision that changes by accident would lose every kept caption.</summary>
    [Fact]
    public void Of_FewFiles_IsTheHashOfNamesAndDigests()
    {
        using var folder = new JsonFolder(("tokenizer.json", "{}"), ("notes.txt", "no"));
        var expected = System.Security.Cryptography.SHA256.HashData(
            [.. "config.json\0"u8, .. Digest("config.json"), .. "tokenizer.json\0"u8, .. Digest("tokenizer.json")]);

        Assert.Equal(Convert.ToHexStringLower(expected), ModelRevision.Of(folder.Path));

        byte[] Digest(string file) => System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Path, file)));
    }

    private void Write(string file, byte[]? bytes = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_model.FileOf(file))!);
        if (bytes is null) File.AppendAllText(_model.FileOf(file), " ");
        else File.WriteAllBytes(_model.FileOf(file), bytes);
    }
}
