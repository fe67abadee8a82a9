using CaptionCluster.Inference.Families;

namespace CaptionCluster.Inference.Models;

/// <summary>A loaded model with what is counted of it.</summary>
internal sealed class ServedModel(ILoadedModel model, long graphBytes, TimeProvider time) : ICaptionModel, IDisposable
{
    private long _captions;
    private long _inFlight;
    private long _lastUse = time.GetTimestamp();

    public ModelDescription Description { get; } = model.Description with { GraphBytes = graphBytes };

    public double QueuedSeconds => model.QueuedSeconds;

    /// <summary>Captions made since it was loaded.</summary>
    public long Captions => Volatile.Read(ref _captions);

    /// <summary>How long nobody has used it; zero while somebody does.</summary>
    public TimeSpan Idle => Volatile.Read(ref _inFlight) > 0 ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _lastUse));

    public Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken) =>
        UseAsync(() => model.EncodeAsync(pixels, cancellationToken));

    public Task<Caption> CaptionAsync(
        ImagePixels pixels, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null) =>
        CountAsync(() => model.CaptionAsync(pixels, decoding, cancellationToken, words));

    public Task<Caption> DecodeAsync(
        EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null) =>
        CountAsync(() => model.DecodeAsync(image, decoding, cancellationToken, words));

    /// <summary>Drains: who waits is still answered.</summary>
    public void Dispose() => model.Dispose();

    private async Task<Caption> CountAsync(Func<Task<Caption>> use)
    {
        var caption = await UseAsync(use).ConfigureAwait(false);
        Interlocked.Increment(ref _captions);
        return caption;
    }

    private async Task<T> UseAsync<T>(Func<Task<T>> use)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            return await use().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _lastUse, time.GetTimestamp());
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
