using CaptionCluster.Inference;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Grains;

/// <summary>
/// The two stages of inference by the models of this process, whoever asks: its own image grains directly, those of other silos through
/// grains.
/// </summary>
internal sealed partial class LocalInference(IModelRepository models, WordsBook words, ILogger<LocalInference> logger)
{
    /// <summary>Both stages, for an image grain of this process.</summary>
    /// <exception cref="ModelNotAvailableException">It is not loaded here.</exception>
    /// <exception cref="OverloadedException">A queue is full.</exception>
    /// <exception cref="InferenceFailedException">The model failed.</exception>
    public Task<Caption> CaptionAsync(InferenceRequest request, IWordsListener words, CancellationToken cancellationToken) => TypedAsync(
        request.Digest, () => models.Get(request.Key.Model).CaptionAsync(request.Pixels, request.Key.Decoding, cancellationToken, words));

    /// <exception cref="ModelNotAvailableException">It is not loaded here.</exception>
    /// <exception cref="OverloadedException">The encoder's queue is full.</exception>
    public Task<EncodedImage> EncodeAsync(InferenceRequest request, CancellationToken cancellationToken) =>
        models.Get(request.Key.Model).EncodeAsync(request.Pixels, cancellationToken);

    /// <exception cref="OverloadedException">A queue is full.</exception>
    /// <exception cref="InferenceFailedException">The model failed, at encoding or at decoding.</exception>
    public Task<Caption> DecodeAsync(
        ImageDigest digest,
        CaptionKey key,
        Task<EncodedImage> encoding,
        CancellationToken cancellationToken
    ) =>
        TypedAsync(
            digest,
            async () =>
            {
                using var spoken = words.Hold(digest, key);
                var encoded = await encoding.ConfigureAwait(false);
                return await models
                    .Get(key.Model)
                    .DecodeAsync(encoded, key.Decoding, cancellationToken, spoken.Words)
                    .ConfigureAwait(false);
            }
        );

    private async Task<Caption> TypedAsync(ImageDigest digest, Func<Task<Caption>> inference)
    {
        try
        {
            return await inference().ConfigureAwait(false);
        }
        catch (Exception error) when (InferenceErrors.IsUntyped(error))
        {
            LogFailed(error, digest);
            throw InferenceErrors.Typed("model", error);
        }
    }

    [LoggerMessage(LogLevel.Error, "Captioning {Digest} failed.")]
    private partial void LogFailed(Exception error, ImageDigest digest);
}
