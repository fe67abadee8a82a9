using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Waiting;

/// <summary>How long a request may take. Section <c>CaptionCluster:Requests</c>.</summary>
internal sealed class DeadlineOptions
{
    /// <summary>From the end of its upload to its answer. A client may ask for less with <c>Prefer: wait=seconds</c> (RFC 7240).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:04:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);
}
