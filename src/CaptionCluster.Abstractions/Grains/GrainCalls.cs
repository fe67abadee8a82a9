namespace CaptionCluster;

/// <summary>What the grain interfaces have in common.</summary>
internal static class GrainCalls
{
    /// <summary>Calls that wait for inference. Full queues refuse at once, so this only ends what went astray.</summary>
    public const string LongestWait = "00:05:00";
}
