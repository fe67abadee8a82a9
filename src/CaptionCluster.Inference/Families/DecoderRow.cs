using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>A picture that is being decoded.</summary>
internal class DecoderRow(DecodeEntry entry, ITokenSearch search, long joinedAt)
{
    public DecodeEntry Entry { get; } = entry;

    public ITokenSearch Search { get; } = search;

    public long JoinedAt { get; } = joinedAt;

    /// <summary>Pictures beside this one, itself included, summed over its steps.</summary>
    public int Company { get; set; }
}

/// <summary>Pictures that step together. Whoever ends or leaves is taken out between steps.</summary>
internal interface IDecoderRows
{
    IReadOnlyList<DecoderRow> Rows { get; }

    /// <summary>Takes a picture out; at most those behind it move.</summary>
    void RemoveAt(int place);

    /// <summary>One step of every picture.</summary>
    void Step();
}
