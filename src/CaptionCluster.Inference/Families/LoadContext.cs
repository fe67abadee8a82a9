using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families;

/// <summary>What a family needs besides the folder.</summary>
internal sealed record LoadContext(
    string Revision, string Variant, SessionFactory Sessions, InferenceOptions Options, InferenceMetrics Metrics, TimeProvider Time)
{
    /// <summary>
    /// How many batches of a stage run at a time: as configured, or one for every <paramref name="threadsEach"/> of the device's threads.
    /// </summary>
    public int Workers(BatchQueueOptions stage, int threadsEach) =>
        stage.Workers > 0 ? stage.Workers : (Sessions.Threads.Count + threadsEach - 1) / threadsEach;
}
