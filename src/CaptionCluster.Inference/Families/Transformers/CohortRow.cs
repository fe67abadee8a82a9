using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>A picture in a cohort.</summary>
internal sealed class CohortRow(DecodeEntry entry, ITokenSearch search, long joinedAt) : DecoderRow(entry, search, joinedAt)
{
    /// <summary>Its first row in the tensors, as they stand.</summary>
    public int Offset { get; set; }

    /// <summary>Its rows there: one in the first step, then one a beam.</summary>
    public int Count { get; set; }
}
