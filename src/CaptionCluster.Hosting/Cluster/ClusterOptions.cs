using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Hosting;

/// <summary>Which cluster this process belongs to. Section <c>CaptionCluster:Cluster</c>.</summary>
public sealed class ClusterOptions
{
    /// <summary><c>embedded</c>: one silo inside this process, and nothing to reach from outside.</summary>
    [Required, AllowedValues("embedded", ErrorMessage = "CaptionCluster:Cluster:Provider must be embedded.")]
    public string Provider { get; set; } = "embedded";

    /// <summary>How long a grain that nobody calls stays in memory.</summary>
    [Range(typeof(TimeSpan), "00:01:01", "24:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(10);
}
