using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Inference;

/// <summary>How decoders with past key values batch.</summary>
public sealed class CohortOptions
{
    /// <summary>Memory for past key values and what goes with them, in bytes, a model; rows beyond it wait.</summary>
    [Range(1L << 20, 1L << 50)]
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>Cohorts that take turns on one worker. More start sooner and step slower.</summary>
    [Range(1, 64)]
    public int MaxCohorts { get; set; } = 2;
}
