namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>How long a request may let a model talk.</summary>
internal static class MaxTokens
{
    /// <summary>A caption, not a novel: past key values are reserved for the greatest length.</summary>
    private const int Longest = 512;

    /// <summary>Every position but the start token's.</summary>
    public static int Of(int? positions) => Math.Clamp((positions ?? Longest) - 1, 1, Longest);
}
