using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

internal static class ModelRepositoryLoad
{
    /// <summary>Work waiting or running in this process, in seconds, over all its models.</summary>
    public static double QueuedSeconds(this IModelRepository models)
    {
        var seconds = 0.0;
        foreach (var model in models.Callable) seconds += model.QueuedSeconds;
        return seconds;
    }
}
