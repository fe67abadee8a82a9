using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>A picture in the running batch.</summary>
internal sealed class DecoderRow(DecodeEntry entry, BeamSearch search, long joinedAt)
{
    public DecodeEntry Entry { get; } = entry;

    public BeamSearch Search { get; } = search;

    public long JoinedAt { get; } = joinedAt;

    /// <summary>Rows beside this one, summed over its steps.</summary>
    public int Company { get; set; }
}
