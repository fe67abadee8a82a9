using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>A sentence and, where it was asked for, the discriminator's verdict.</summary>
internal readonly record struct JudgedSentence(Sentence Sentence, double? Adequacy)
{
    /// <summary>Log-probability and adequacy in one number: <c>score + weight * ln(adequacy)</c>.</summary>
    public double Rank(double weight) => Sentence.Score + (weight * Math.Log(Math.Max(Adequacy ?? 1, 1e-6)));
}
