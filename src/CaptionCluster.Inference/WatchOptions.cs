using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference;

/// <summary>How model folders are watched while running.</summary>
public sealed class WatchOptions
{
    /// <summary>False loads at start and never again, unless asked to.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often folders are looked at. What changed must look the same twice before it is loaded.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A replaced model is unloaded when nobody has used it for this long: whoever asked for it is answered by it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan DrainAfter { get; set; } = TimeSpan.FromSeconds(15);
}
