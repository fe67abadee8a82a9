using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>A picture that waits for its sentences.</summary>
internal sealed class DecodeEntry(EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken)
    : BatchEntry<DecodedImage>(cancellationToken)
{
    public EncodedImage Image { get; } = image;

    public DecodingOptions Decoding { get; } = decoding;
}

/// <param name="Sentences">Best first, at least one.</param>
/// <param name="Batch">Rows that stepped together, on average over the steps.</param>
internal sealed record DecodedImage(IReadOnlyList<Sentence> Sentences, TimeSpan QueueDuration, TimeSpan Duration, int Batch);
