using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>How the service tells others that a job is done. Section <c>CaptionCluster:Jobs:Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const int MinSecret = 16;

    /// <summary>Signs deliveries whose request brought no secret of its own.</summary>
    [MinLength(MinSecret, ErrorMessage = "CaptionCluster:Jobs:Webhooks:Secret must have at least 16 characters.")]
    public string? Secret { get; set; }

    /// <summary>Lets webhooks reach loopback, private and other addresses that are not of the public internet.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>From looking up the receiver's address to the first line of its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Deliveries this process has under way at the same time.</summary>
    [Range(1, 1024)]
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>The most of <see cref="MaxConcurrency"/> for one API key's holder; without keys all callers are one.</summary>
    [Range(1, 1024)]
    public int MaxPerTenant { get; set; } = 32;

    /// <summary>
    /// The most of <see cref="MaxConcurrency"/> to one host and port, so that one that does not answer holds up no other.
    /// </summary>
    [Range(1, 1024)]
    public int MaxPerHost { get; set; } = 4;

    /// <summary>Tries of one delivery; with the usual pauses they take about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 20;

    /// <summary>The pause after a delivery's first failure; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause that doubling ends at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "24:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(2);
}
