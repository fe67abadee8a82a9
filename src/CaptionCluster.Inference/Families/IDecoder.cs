namespace CaptionCluster.Inference.Families;

/// <summary>Hidden states to sentences, behind a queue. Disposing drains it: what waits is still answered.</summary>
internal interface IDecoder : IDisposable
{
    /// <summary>Work waiting or running, in seconds.</summary>
    double QueuedSeconds { get; }

    /// <exception cref="InvalidOptionException">It could never be done with these options.</exception>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    Task<DecodedImage> DecodeAsync(DecodeEntry entry);
}
