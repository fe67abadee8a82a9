using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Models;

/// <summary>Which of a folder's variants to load.</summary>
internal static class Variant
{
    public const string Auto = "auto";

    /// <summary><c>auto</c> takes int8 on a CPU where it is safe and float32 elsewhere; anything else is taken at its word.</summary>
    /// <exception cref="ModelFolderException">The folder has no such variant.</exception>
    public static string Choose(ModelFolder folder, string graph, string wanted, ExecutionProvider provider, bool int8IsSafe)
    {
        var available = folder.VariantsOf(graph);
        if (available.Count == 0) throw new ModelFolderException($"{folder.Path} has no {graph}.onnx, neither in its root nor in onnx/.");
        if (wanted == Auto)
        {
            return provider == ExecutionProvider.Cpu && int8IsSafe && available.Contains("int8") ? "int8" : ModelFolder.Float32;
        }

        return available.Contains(wanted)
            ? wanted
            : throw new ModelFolderException($"{folder.Path} has no variant '{wanted}' of {graph}; it has {string.Join(", ", available)}.");
    }
}
