namespace CaptionCluster.Inference.Folders;

/// <summary>Where models lie: every folder with a config.json in the configured folders. The first of a name counts.</summary>
internal sealed class ModelFolders(InferenceOptions options)
{
    /// <summary>By name, those that shall be served.</summary>
    public IReadOnlyDictionary<string, string> Find()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var folder in options.FurtherFolders.Prepend(options.Folder).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
        )
        {
            var name = Path.GetFileName(folder);
            if (!name.StartsWith('.') && IsServed(name) && File.Exists(Path.Combine(folder, "config.json"))) found.TryAdd(name, folder);
        }

        return found;
    }

    private bool IsServed(string name) =>
        options.Serve.Length == 0 || name == options.Default || options.Serve.Contains(name, StringComparer.Ordinal);
}
