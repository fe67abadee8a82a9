using CaptionCluster.Inference;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>The way to this silo's decoder. The batcher behind it is the process's; the grain only makes it callable.</summary>
[Reentrant, OnSilo, KeepAlive, HostedBy(SiloRoles.Inference)]
internal sealed partial class DecoderGrain(IModelRepository models, ILogger<DecoderGrain> logger) : Grain, IDecoderGrain
{
    public async Task<InferenceReply> DecodeAsync(
        ImageDigest digest, CaptionKey key, EncodingImage image, CancellationToken cancellationToken)
    {
        try
        {
            var encoded = await image.Encoded;
            var caption = await models.Get(key.Model).DecodeAsync(digest, encoded, key.Decoding, cancellationToken);
            return new InferenceReply(caption, models.QueuedSeconds());
        }
        catch (Exception error) when (InferenceErrors.IsUntyped(error))
        {
            LogFailed(error, digest);
            throw InferenceErrors.Typed("model", error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Captioning {Digest} failed.")]
    private partial void LogFailed(Exception error, ImageDigest digest);
}
