using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Jobs;

/// <summary>What jobs may hold, how they are worked on and how long they are kept. Section <c>CaptionCluster:Jobs</c>.</summary>
internal sealed class JobOptions
{
    /// <summary>
    /// Whether this process works on jobs: any process that has the store and decodes pictures can. Jobs are accepted either way.
    /// </summary>
    public bool Work { get; set; } = true;

    /// <summary>
    /// Items this process captions at the same time; null for one a core. On a processor more would only put longer batches before whoever
    /// comes next; on a graphics card more fill its batches.
    /// </summary>
    [Range(1, 1024)]
    public int? MaxConcurrency { get; set; }

    /// <summary>How long an item stays with a worker that no longer says that it lives.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An item that failed, or lost its worker, this many times is given up.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 8;

    /// <summary>The pause after an item's first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause that doubling ends at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "24:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an idle worker looks for what other processes accepted; what this process accepts it hears of at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a job's results are kept after its end.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long an upload may take before what came of it is deleted.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan DraftLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The most pictures of one job.</summary>
    [Range(1, 1_000_000)]
    public int MaxItems { get; set; } = 10_000;

    /// <summary>The most bytes of one job's upload.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long MaxBytes { get; set; } = 4L << 30;

    public int Concurrency => MaxConcurrency ?? Environment.ProcessorCount;
}
