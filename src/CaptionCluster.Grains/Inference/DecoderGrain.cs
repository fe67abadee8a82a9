using CaptionCluster.Inference;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>The way to this silo's decoder. The batcher behind it is the process's; the grain only makes it callable.</summary>
[GrainType(TypeName), Reentrant, OnSilo, KeepAlive, HostedBy(SiloRoles.Inference)]
internal sealed class DecoderGrain(LocalInference inference, WordsBook words, IModelRepository models) : Grain, IDecoderGrain
{
    public const string TypeName = "decoder";

    public async Task<InferenceReply> DecodeAsync(
        ImageDigest digest, CaptionKey key, EncodingImage image, CancellationToken cancellationToken)
    {
        var caption = await inference.DecodeAsync(digest, key, image.Encoded, cancellationToken);
        return new InferenceReply(caption, models.QueuedSeconds());
    }

    public Task<WordsReply> NextWordsAsync(ImageDigest digest, CaptionKey key, string known, CancellationToken cancellationToken) =>
        words.NextAsync(digest, key, known, cancellationToken);
}
