using System.Numerics.Tensors;

namespace CaptionCluster.Inference.Decoding;

/// <summary>Logits to log-probabilities.</summary>
internal static class LogProbabilities
{
    /// <summary>Log-softmax in place; <paramref name="scratch"/> is at least as long.</summary>
    /// <returns>
    /// False, with the logits as they were, when they are none: a NaN, positive infinity, or not one that is finite. Negative infinity
    /// alone is a token that the graph rules out. The greatest of them tells, and is looked for anyway.
    /// </returns>
    public static bool TryFromLogits(Span<float> logits, Span<float> scratch)
    {
        scratch = scratch[..logits.Length];
        var max = TensorPrimitives.Max<float>(logits);
        if (!float.IsFinite(max)) return false;
        TensorPrimitives.Subtract(logits, max, logits);
        TensorPrimitives.Exp(logits, scratch);
        TensorPrimitives.Subtract(logits, MathF.Log(TensorPrimitives.Sum<float>(scratch)), logits);
        return true;
    }
}
