using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Grains;

/// <summary>How silos hear of each other's load. Section <c>CaptionCluster:Routing</c>.</summary>
public sealed class InferenceRouterOptions
{
    internal const string Section = "CaptionCluster:Routing";

    /// <summary>How often a silo asks the others what they have and how busy they are.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);
}
