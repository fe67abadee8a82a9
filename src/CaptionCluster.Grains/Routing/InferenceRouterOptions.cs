using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Grains;

public sealed class InferenceRouterOptions
{
    /// <summary>How often a silo asks the others what they have and how busy they are.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);
}
