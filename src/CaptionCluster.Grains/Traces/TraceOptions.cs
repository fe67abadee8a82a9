using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Grains;

/// <summary>Traces kept in memory, for the page and <c>GET /v1/traces</c>. Section <c>CaptionCluster:Traces</c>.</summary>
public sealed class TraceOptions
{
    public const string Section = "CaptionCluster:Traces";

    /// <summary>Whether any are. Fronts and silos that have it on show whole traces.</summary>
    public bool Enabled { get; set; }

    /// <summary>The last requests.</summary>
    [Range(1, 100_000)]
    public int Recent { get; set; } = 500;

    /// <summary>The slowest of all since the start.</summary>
    [Range(1, 10_000)]
    public int Slowest { get; set; } = 50;

    /// <summary>The last of those that failed.</summary>
    [Range(1, 10_000)]
    public int Failed { get; set; } = 100;
}
