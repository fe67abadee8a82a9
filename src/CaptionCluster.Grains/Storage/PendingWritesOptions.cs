using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Grains;

/// <summary>
/// Captions that were answered but could not be stored, and how they are tried again. Section <c>CaptionCluster:PendingWrites</c>.
/// </summary>
public sealed class PendingWritesOptions
{
    internal const string Section = "CaptionCluster:PendingWrites";

    /// <summary>At this many the oldest are dropped. A caption takes about 5 KB.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; set; } = 10_000;

    /// <summary>The pause after a failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one write may take: longer than an answer would wait, as a slow store is better than none.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
