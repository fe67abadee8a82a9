using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>One tensor of the past key values: <c>[rows, heads, tokens, head size]</c>.</summary>
/// <param name="OfSource">Made once of the encoder's hidden states and as long as they are; the others grow by a token a step.</param>
internal sealed record CacheSlot(string Past, string Present, int Heads, int HeadSize, bool OfSource, TensorElementType Type)
{
    public int ElementSize => Type == TensorElementType.Float16 ? sizeof(ushort) : sizeof(float);

    /// <summary>Bytes a row and token.</summary>
    public int TokenBytes => Heads * HeadSize * ElementSize;
}
