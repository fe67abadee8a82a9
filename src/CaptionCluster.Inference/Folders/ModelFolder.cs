using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptionCluster.Inference.Folders;

/// <summary>A model folder as Hugging Face and Optimum lay it out.</summary>
internal sealed class ModelFolder
{
    /// <summary>The variant without a suffix.</summary>
    public const string Float32 = "float32";

    /// <summary>How the folder's files spell their names.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private readonly List<string> _notes = [];

    /// <exception cref="ModelFolderException">No folder, or no config.json in it.</exception>
    public ModelFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(Path)) throw new ModelFolderException($"There is no model folder {Path}.");
        Name = System.IO.Path.GetFileName(Path.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        ModelType = Read<ModelTypeConfig>("config.json").ModelType
            ?? throw new ModelFolderException($"{Path}/config.json names no model_type.");
    }

    public string Path { get; }

    /// <summary>What whoever serves the folder should know of it, though it can be served.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public string Name { get; }

    public string ModelType { get; }

    /// <summary>The variants that a graph comes in, by suffix.</summary>
    public IReadOnlyList<string> VariantsOf(string graph) =>
    [
        .. GraphFolders().SelectMany(folder => Directory.EnumerateFiles(folder, graph + "*.onnx"))
            .Select(file => System.IO.Path.GetFileNameWithoutExtension(file)[graph.Length..])
            .Where(suffix => suffix.Length == 0 || suffix[0] == '_')
            .Select(suffix => suffix.Length == 0 ? Float32 : suffix[1..])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every graph file, in the root and in onnx/.</summary>
    public IReadOnlyList<string> Graphs() =>
        [
            .. GraphFolders()
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.onnx", ModelFiles.NotHidden))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The graph in that variant, else without a suffix; null when there is neither.</summary>
    public string? FindGraph(string graph, string variant)
    {
        string[] names = variant == Float32 ? [graph + ".onnx"] : [$"{graph}_{variant}.onnx", graph + ".onnx"];
        return names.SelectMany(name => GraphFolders().Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    public string Graph(string graph, string variant) => FindGraph(graph, variant)
        ?? throw new ModelFolderException($"{Path} has no {graph}.onnx, neither in its root nor in onnx/.");

    public void Note(string note)
    {
        if (!_notes.Contains(note, StringComparer.Ordinal)) _notes.Add(note);
    }

    public T Read<T>(string file) => ReadOptional<T>(file) ?? throw new ModelFolderException($"{Path} has no {file}.");

    public T? ReadOptional<T>(string file)
    {
        var path = System.IO.Path.Combine(Path, file);
        if (!File.Exists(path)) return default;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new ModelFolderException($"{path} is empty.");
        }
        catch (JsonException error)
        {
            throw new ModelFolderException($"{path} is not what it should be: {error.Message}", error);
        }
    }

    private IEnumerable<string> GraphFolders()
    {
        yield return Path;
        var onnx = System.IO.Path.Combine(Path, "onnx");
        if (Directory.Exists(onnx)) yield return onnx;
    }

    private sealed record ModelTypeConfig(string? ModelType);
}
