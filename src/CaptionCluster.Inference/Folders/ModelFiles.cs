namespace CaptionCluster.Inference.Folders;

/// <summary>
/// The files of a folder that matter: those that are read to serve it. Whatever else lies there (a cache of the downloader, a repository's
/// own, a card, weights of other programs) changes no caption.
/// </summary>
internal static class ModelFiles
{
    private static readonly string[] s_settings =
    [
        "config.json",
        "generation_config.json",
        "preprocessor_config.json",
        "processor_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "vocab.json",
        "merges.txt",
        "calibration.json",
    ];

    public static readonly EnumerationOptions NotHidden = new() { AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = false };

    private static readonly EnumerationOptions s_notHiddenBelow = new()
    {
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = false,
        RecurseSubdirectories = true,
    };

    /// <summary>
    /// Relative names with forward slashes, in ordinal order: settings, graphs, and the external data that the graphs name.
    /// </summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        string[] graphs =
        [
            .. new[] { folder, Path.Combine(folder, "onnx") }
                .Where(Directory.Exists)
                .SelectMany(place => Directory.EnumerateFiles(place, "*.onnx", NotHidden)),
        ];
        var data = graphs.SelectMany(graph =>
            ExternalData.Of(graph).Select(name => Path.GetFullPath(name, Path.GetFullPath(Path.GetDirectoryName(graph)!)))
        );
        var files = s_settings
            .Select(name => Path.Combine(folder, name))
            .Concat(graphs)
            .Concat(data)
            .Where(File.Exists)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        // What lies outside is loaded by nobody.
        return
        [
            .. files
                .Where(name => !name.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(name))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Those that a look at names alone can't rule out, for looks that must be cheap: all but what is hidden and what is for people.
    /// </summary>
    public static IEnumerable<FileInfo> Candidates(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", s_notHiddenBelow).Where(file => !IsForPeople(file.Name));

    private static bool IsForPeople(string name) =>
        name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);
}
