using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>How much memory a cohort takes, and where in it everything lies.</summary>
/// <param name="Rows">Beams of all its pictures.</param>
/// <param name="Tokens">The most that one of its pictures may say.</param>
/// <param name="SourceTokens">What each attends to.</param>
internal readonly record struct CohortShape(int Rows, int Tokens, int SourceTokens)
{
    public CohortShape With(int beams, int tokens) => this with { Rows = Rows + beams, Tokens = Math.Max(Tokens, tokens) };

    /// <summary>Bytes of all blocks.</summary>
    public long Bytes(TransformerDecoder decoder)
    {
        var bytes = 0L;
        foreach (var size in Sizes(decoder)) bytes += Slab.Align(size);
        return bytes;
    }

    /// <summary>The blocks' sizes, in the order in which <see cref="CohortBlocks"/> takes them.</summary>
    public IEnumerable<long> Sizes(TransformerDecoder decoder)
    {
        var (rows, tokens) = ((long)Rows, Math.Max(1, Tokens));
        var now = decoder.Graphs.Next is null ? tokens : 1;
        foreach (var slot in decoder.Graphs.Slots)
        {
            yield return rows * slot.TokenBytes * (slot.OfSource ? SourceTokens : tokens);
            if (!slot.OfSource) yield return rows * slot.TokenBytes * tokens;
        }

        yield return rows * SourceTokens * decoder.Source.Width * sizeof(float);
        yield return rows * SourceTokens * sizeof(long);
        yield return rows * tokens * sizeof(long);
        yield return rows * now * sizeof(long);
        yield return rows * now * sizeof(long);
        yield return rows * now * (decoder.Embedding?.Width ?? 0) * sizeof(float);
        yield return rows * decoder.Vocabulary * sizeof(float);
        yield return decoder.Graphs.First.LogitsType == TensorElementType.Float16 ? rows * decoder.Vocabulary * sizeof(ushort) : 0;
        yield return Slab.Alignment;
    }
}
