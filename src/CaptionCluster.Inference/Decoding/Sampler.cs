using System.Numerics.Tensors;

namespace CaptionCluster.Inference.Decoding;

/// <summary>
/// Draws a token: temperature, then top-k, then top-p (Holtzman et al., The Curious Case of Neural Text Degeneration, 2020), then min-p
/// (Nguyen et al., Turning Up the Heat, 2024), as Transformers' logits warpers. The chance of a step depends on seed and step alone, so
/// that no company changes what is drawn.
/// </summary>
internal sealed class Sampler(DecodingOptions options, double minP)
{
    private float[] _scores = [];
    private int[] _order = [];

    /// <summary>The token drawn at <paramref name="step"/>.</summary>
    public int Draw(ReadOnlySpan<float> logits, int step)
    {
        Sort(logits);
        var kept = options.TopK > 0 ? Math.Min(options.TopK, logits.Length) : logits.Length;
        var probabilities = _scores.AsSpan(0, kept);
        TensorPrimitives.Divide(probabilities, (float)options.Temperature, probabilities);
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        probabilities = LikelyEnough(Nucleus(probabilities));
        var chance = Chance(options.Seed, step) * TensorPrimitives.Sum<float>(probabilities);
        var place = 0;
        for (var sum = (double)probabilities[0]; sum <= chance && place < probabilities.Length - 1; sum += probabilities[place]) place++;
        return _order[place];
    }

    /// <summary>The fewest of the likeliest that hold <c>TopP</c> of the probability; at least one.</summary>
    private Span<float> Nucleus(Span<float> probabilities)
    {
        if (options.TopP >= 1) return probabilities;
        var count = 0;
        for (var sum = 0.0; count < probabilities.Length && (count == 0 || sum < options.TopP); count++) sum += probabilities[count];
        return probabilities[..count];
    }

    /// <summary>Those that are at least so likely, measured by the likeliest, which always is.</summary>
    private Span<float> LikelyEnough(Span<float> probabilities)
    {
        if (minP == 0) return probabilities;
        var (count, least) = (1, (float)minP * probabilities[0]);
        while (count < probabilities.Length && probabilities[count] >= least) count++;
        return probabilities[..count];
    }

    /// <summary>Likeliest first; the lower token on equal scores.</summary>
    private void Sort(ReadOnlySpan<float> logits)
    {
        if (_order.Length != logits.Length) (_scores, _order) = (new float[logits.Length], new int[logits.Length]);
        TensorPrimitives.Negate(logits, _scores);
        for (var i = 0; i < _order.Length; i++) _order[i] = i;
        var scores = _scores;
        Array.Sort(_order, (left, right) => scores[left].CompareTo(scores[right]) is var order and not 0 ? order : left.CompareTo(right));
        for (var i = 0; i < _order.Length; i++) _scores[i] = logits[_order[i]];
    }

    /// <summary>0 up to 1. SplitMix64 (Steele, Lea, Flood, 2014): a stream for each seed, a place for each step.</summary>
    private static double Chance(long seed, int step)
    {
        var z = unchecked((Mix((ulong)seed) + (((ulong)step + 1) * 0x9E3779B97F4A7C15)));
        return (Mix(z) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
