using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Captions;

/// <summary>How much of one batch request is in work at once. Section <c>CaptionCluster:Batches</c>.</summary>
internal sealed class BatchOptions
{
    /// <summary>Pictures read whose answers are not sent yet.</summary>
    [Range(1, 4096)]
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>Bytes of those pictures; one picture may always be there, however large.</summary>
    [Range(1 << 16, long.MaxValue)]
    public long MaxWindowBytes { get; set; } = 64L << 20;
}
