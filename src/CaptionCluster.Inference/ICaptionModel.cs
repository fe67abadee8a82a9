namespace CaptionCluster.Inference;

/// <summary>A loaded model of this process: its encoder and decoder behind their batch queues. Safe for concurrent use.</summary>
public interface ICaptionModel
{
    ModelDescription Description { get; }

    /// <summary>Work waiting or running, in seconds, from the measured rate.</summary>
    double QueuedSeconds { get; }

    /// <exception cref="OverloadedException">The queue is full.</exception>
    Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken);

    /// <summary>Both stages, the second straight after the first; a model with a shorter way between them takes that.</summary>
    /// <param name="words">Is told the words as they are decided.</param>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    async Task<Caption> CaptionAsync(
        ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null)
    {
        var image = await EncodeAsync(pixels, cancellationToken).ConfigureAwait(false);
        return await DecodeAsync(image, decoding, cancellationToken, words).ConfigureAwait(false);
    }

    /// <summary>Takes over <paramref name="image"/>: nobody else may read its tensors afterwards.</summary>
    /// <param name="words">Is told the words as they are decided.</param>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    Task<Caption> DecodeAsync(
        EncodedImage image,
        DecodingOptions decoding,
        CancellationToken cancellationToken,
        IWordsListener? words = null
    );
}
