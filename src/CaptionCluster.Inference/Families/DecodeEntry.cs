using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>A picture that waits for its sentences.</summary>
/// <param name="judge">Has the sentences judged, where somebody is there to do so; called on the device's thread.</param>
internal sealed class DecodeEntry(
    EncodedImage image, DecodingOptions decoding, Func<IReadOnlyList<Sentence>, Task<double[]>>? judge, CancellationToken cancellationToken)
    : BatchEntry<DecodedImage>(cancellationToken, handsOver: judge is not null)
{
    private static readonly Task<double[]> s_noVerdicts = Task.FromResult<double[]>([]);

    public EncodedImage Image { get; } = image;

    public DecodingOptions Decoding { get; } = decoding;

    /// <summary>Who is told the words as they are decided, if anybody is.</summary>
    public RowWords? Words { get; init; }

    public void Complete(IReadOnlyList<Sentence> sentences, TimeSpan duration, int batch)
    {
        try
        {
            Complete(new DecodedImage(sentences, judge?.Invoke(sentences) ?? s_noVerdicts, QueueDuration, duration, batch));
        }
        catch (CaptionClusterException error)
        {
            Fail(error);
        }
        catch (OperationCanceledException)
        {
            Cancel(); // The caller left just now: no queue takes its sentences.
        }
    }
}

/// <param name="Sentences">Best first, at least one.</param>
/// <param name="Adequacies">The verdicts, of the first sentences or of all.</param>
/// <param name="Batch">Rows that stepped together, on average over the steps.</param>
internal sealed record DecodedImage(
    IReadOnlyList<Sentence> Sentences, Task<double[]> Adequacies, TimeSpan QueueDuration, TimeSpan Duration, int Batch);
