using System.Numerics.Tensors;

namespace CaptionCluster.Inference.Decoding;

/// <summary>
/// Numbers that a graph gives and that are none: a half-precision overflow, pixels scaled beyond measure, weights that broke.
/// </summary>
internal static class Finite
{
    public const string NoLogits =
        "The decoder gave NaN or infinity instead of logits. Half precision may not suit this model, or its pixels are scaled wrongly.";

    /// <summary>
    /// A sum shows a NaN or an infinity in it, and is quick; only one that is too large by itself has to be looked at closely.
    /// </summary>
    public static bool AreFinite(ReadOnlySpan<float> values) =>
        values.IsEmpty || float.IsFinite(TensorPrimitives.Sum(values)) || float.IsFinite(TensorPrimitives.MaxMagnitude(values));

    /// <returns>Null when all are finite.</returns>
    public static string? Fault(ReadOnlySpan<float> values, string what) =>
        AreFinite(values)
            ? null
            : $"The model gave NaN or infinity as {what}. Half precision may not suit it, or its pixels are scaled wrongly.";
}
