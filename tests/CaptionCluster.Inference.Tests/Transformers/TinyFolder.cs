namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>A copy of a miniature, with the decoder in one of the forms it is exported in.</summary>
internal sealed class TinyFolder : IDisposable
{
    private TinyFolder(string path) => Path = path;

    public string Path { get; }

    public static TinyFolder Of(string source, string form = "merged")
    {
        var folder = new TinyFolder(Directory.CreateTempSubdirectory("tiny-").FullName);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            if (IsLeftOut(System.IO.Path.GetFileName(file), form)) continue;
            var copy = folder.FileOf(System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static bool IsLeftOut(string file, string form) => (file, form) switch
    {
        ("golden.json", _) => true,
        ("decoder_model_merged.onnx", not "merged") => true,
        ("decoder_model.onnx" or "decoder_with_past_model.onnx", "merged") => true,
        ("decoder_with_past_model.onnx", "without cache") => true,
        _ => false,
    };
}
