namespace CaptionCluster.Inference.Batching;

/// <summary>Runs batches one after the other, in buffers of its own.</summary>
internal interface IBatchWorker<in TEntry> : IDisposable
    where TEntry : BatchEntry
{
    /// <summary>Runs a batch and answers its entries. What it throws fails those it has not answered.</summary>
    /// <param name="entries">At least one.</param>
    /// <param name="elapsed">Time since the batch was started.</param>
    void Run(IReadOnlyList<TEntry> entries, Func<TimeSpan> elapsed);
}
