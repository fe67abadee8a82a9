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

    /// <summary>Of those, for one API key's holder; all are one's when no keys are demanded.</summary>
    [Range(1, 1024)]
    public int MaxPerTenant { get; set; } = 32;

    /// <summary>Of those, to one host and port: one that does not answer keeps no more.</summary>
    [Range(1, 1024)]
    public int MaxPerHost { get; set; } = 4;

    /// <summary>With the pauses below: for about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 20;

    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.01", "24:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(2);
}
