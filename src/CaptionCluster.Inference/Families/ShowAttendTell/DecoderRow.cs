using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>A picture in the running batch.</summary>
internal sealed class DecoderRow(DecodeEntry entry, ITokenSearch search, long joinedAt)
{
    public DecodeEntry Entry { get; } = entry;

    public ITokenSearch Search { get; } = search;

    public long JoinedAt { get; } = joinedAt;

    /// <summary>Rows beside this one, summed over its steps.</summary>
    public int Company { get; set; }
}
