namespace CaptionCluster.Inference.Tests.Models;

/// <summary>A copy of the bundled model to break.</summary>
internal sealed class TemporaryModel : IDisposable
{
    public TemporaryModel()
    {
        Path = Directory.CreateTempSubdirectory("model-").FullName;
        foreach (var file in Directory.EnumerateFiles(Fixtures.Model))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; }

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    public void Replace(string file, string old, string now)
    {
        var text = File.ReadAllText(FileOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(FileOf(file), text.Replace(old, now, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
