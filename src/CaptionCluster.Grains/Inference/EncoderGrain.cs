using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>The way to this silo's encoder. The batcher behind it is the process's; the grain only makes it callable.</summary>
[GrainType(TypeName), Reentrant, OnSilo, KeepAlive, HostedBy(SiloRoles.Inference)]
internal sealed class EncoderGrain(LocalInference inference) : Grain, IEncoderGrain
{
    public const string TypeName = "encoder";

    private IDecoderGrain _decoder = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _decoder = GrainFactory.GetGrain<IDecoderGrain>(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<InferenceReply> CaptionAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var encoded = inference.EncodeAsync(request, cancellationToken);
        return _decoder.DecodeAsync(request.Digest, request.Key, new EncodingImage(encoded), cancellationToken);
    }
}
