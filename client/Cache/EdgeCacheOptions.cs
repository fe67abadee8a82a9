using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Cache;

/// <summary>The front's own memory of answers. Section <c>CaptionCluster:EdgeCache</c>.</summary>
internal sealed class EdgeCacheOptions
{
    /// <summary>Estimated bytes of all entries; 0 keeps nothing.</summary>
    [Range(0, long.MaxValue)]
    public long MaxBytes { get; set; } = 64L << 20;
}
