namespace CaptionCluster.Inference.Tests.Models;

/// <summary>A folder of a few JSON files, for what is read before any graph.</summary>
internal sealed class JsonFolder : IDisposable
{
    public JsonFolder(params (string File, string Json)[] files)
    {
        Path = Directory.CreateTempSubdirectory("json-").FullName;
        foreach (var (file, json) in files.Prepend(("config.json", """{ "model_type": "test" }""")))
        {
            File.WriteAllText(System.IO.Path.Combine(Path, file), json);
        }
    }

    public string Path { get; }

    public Inference.Folders.ModelFolder Folder => new(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
