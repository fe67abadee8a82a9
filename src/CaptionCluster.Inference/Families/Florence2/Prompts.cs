using System.Collections.Frozen;

namespace CaptionCluster.Inference.Families.Florence2;

/// <summary>The tasks that end in a caption, and how the model was taught to be asked (Xiao et al., Florence-2, 2024).</summary>
internal static class Prompts
{
    public const string Default = "<CAPTION>";

    public static readonly FrozenDictionary<string, string> ByTask = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Default] = "What does the image describe?",
        ["<DETAILED_CAPTION>"] = "Describe in detail what is shown in the image.",
        ["<MORE_DETAILED_CAPTION>"] = "Describe with a paragraph what is shown in the image.",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
