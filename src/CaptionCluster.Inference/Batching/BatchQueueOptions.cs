using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference.Batching;

/// <summary>The three numbers of a batch queue.</summary>
public sealed class BatchQueueOptions
{
    /// <summary>The most entries of one batch.</summary>
    [Range(1, 1024)]
    public int MaxBatchSize { get; set; } = 16;

    /// <summary>How long a free session waits for a fuller batch when arrivals say that one is likely.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan MaxQueueDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Batches that may run at the same time; 0 takes as many as the device has threads, fewer for the cheaper stages.</summary>
    [Range(0, 1024)]
    public int Workers { get; set; }

    /// <summary>The most entries that wait; one more is refused with 429.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueueDepth { get; set; } = 1024;
}
