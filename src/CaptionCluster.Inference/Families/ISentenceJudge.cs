using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>Says how well sentences fit their picture. Disposing drains it: what waits is still answered.</summary>
internal interface ISentenceJudge : IDisposable
{
    /// <returns>From 0 to 1, for each of the sentences.</returns>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    Task<double[]> JudgeAsync(EncodedImage image, ReadOnlySpan<Sentence> sentences, CancellationToken cancellationToken);
}
