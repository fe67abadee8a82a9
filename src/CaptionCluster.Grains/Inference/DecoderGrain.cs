using CaptionCluster.Inference;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>The way to this silo's decoder. The batcher behind it is the process's; the grain only makes it callable.</summary>
[Reentrant, OnSilo, KeepAlive, HostedBy(SiloRoles.Inference)]
internal sealed class DecoderGrain(LocalInference inference, IModelRepository models) : Grain, IDecoderGrain
{
    public async Task<InferenceReply> DecodeAsync(
        ImageDigest digest, CaptionKey key, EncodingImage image, CancellationToken cancellationToken)
    {
        var caption = await inference.DecodeAsync(digest, key, image.Encoded, cancellationToken);
        return new InferenceReply(caption, models.QueuedSeconds());
    }
}
