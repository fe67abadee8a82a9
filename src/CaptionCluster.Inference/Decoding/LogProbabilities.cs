using System.Numerics.Tensors;

namespace CaptionCluster.Inference.Decoding;

/// <summary>Logits to log-probabilities.</summary>
internal static class LogProbabilities
{
    /// <summary>Log-softmax in place; <paramref name="scratch"/> is at least as long.</summary>
    public static void FromLogits(Span<float> logits, Span<float> scratch)
    {
        scratch = scratch[..logits.Length];
        var max = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, max, logits);
        TensorPrimitives.Exp(logits, scratch);
        TensorPrimitives.Subtract(logits, MathF.Log(TensorPrimitives.Sum<float>(scratch)), logits);
    }
}
