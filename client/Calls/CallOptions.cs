using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Calls;

/// <summary>How the front bears with a cluster that loses silos. Section <c>CaptionCluster:Calls</c>.</summary>
internal sealed class CallOptions
{
    /// <summary>
    /// A call that is silent this long is asked a second time; the next time after twice as long. Asking again joins the work, it does not
    /// repeat it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00")]
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause before a failed call is tried again; it doubles up to a second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Repeats that may happen at once beyond the usual share. Past them requests are answered with 429: a cluster in trouble is not helped
    /// by a storm.
    /// </summary>
    [Range(0, 1_000_000)]
    public int RetryReserve { get; set; } = 1000;

    /// <summary>Repeats that each ordinary call earns.</summary>
    [Range(0.0, 10.0)]
    public double RetriesPerCall { get; set; } = 0.5;
}
