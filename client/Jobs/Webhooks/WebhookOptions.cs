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

    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>With the pauses below: for about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 20;

    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:00.01", "24:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(2);
}
