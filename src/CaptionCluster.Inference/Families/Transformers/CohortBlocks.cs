using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// One slot of a cohort's past key values. A growing one is read from one block and written to the other, which then change places.
/// </summary>
internal sealed class CachedSlot(CacheSlot slot, RowBlock past, RowBlock? present)
{
    public CacheSlot Slot { get; } = slot;

    public RowBlock Past { get; private set; } = past;

    /// <summary>Where the step writes. A slot of the source is written once, in place.</summary>
    public RowBlock Present { get; private set; } = present ?? past;

    public void Swap() => (Past, Present) = (Present, Past);
}

/// <summary>A cohort's slab, cut into its tensors.</summary>
internal sealed unsafe class CohortBlocks
{
    private readonly IEnumerator<long> _sizes;
    private byte* _next;

    public CohortBlocks(TransformerDecoder decoder, CohortShape shape, Slab slab)
    {
        _sizes = shape.Sizes(decoder).GetEnumerator();
        _next = slab.Memory;
        foreach (var slot in decoder.Graphs.Slots) Cache.Add(new CachedSlot(slot, Take(slot.Type), slot.OfSource ? null : Take(slot.Type)));
        Source = Take(TensorElementType.Float);
        SourceMask = Take(TensorElementType.Int64);
        Mask = Take(TensorElementType.Int64);
        InputIds = Take(TensorElementType.Int64);
        Positions = Take(TensorElementType.Int64);
        Embeds = Take(TensorElementType.Float);
        Logits = Take(TensorElementType.Float);
        HalfLogits = Take(TensorElementType.Float16);
        Switch = Take(TensorElementType.Bool);
        SourceMask.Span<long>((long)shape.Rows * shape.SourceTokens).Fill(1);
        Mask.Span<long>((long)shape.Rows * Math.Max(1, shape.Tokens)).Fill(1);
    }

    public List<CachedSlot> Cache { get; } = [];

    public RowBlock Source { get; }

    public RowBlock SourceMask { get; }

    public RowBlock Mask { get; }

    public RowBlock InputIds { get; }

    public RowBlock Positions { get; }

    public RowBlock Embeds { get; }

    public RowBlock Logits { get; }

    public RowBlock HalfLogits { get; }

    public RowBlock Switch { get; }

    private RowBlock Take(TensorElementType type)
    {
        _sizes.MoveNext();
        var block = new RowBlock(_next, _sizes.Current, type);
        _next += Slab.Align(_sizes.Current);
        return block;
    }
}
