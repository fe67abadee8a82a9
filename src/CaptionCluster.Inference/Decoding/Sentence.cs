namespace CaptionCluster.Inference.Decoding;

/// <summary>A finished sentence of a search.</summary>
/// <param name="Ids">EOS last, when it ended with it.</param>
/// <param name="LogProbabilities">Of the unsuppressed softmax, one a token.</param>
/// <param name="Attention">One row a token; empty when the model gives none.</param>
/// <param name="Score">Log-probability over <c>length ^ length penalty</c>.</param>
internal sealed record Sentence(int[] Ids, double[] LogProbabilities, float[][] Attention, double Score);
