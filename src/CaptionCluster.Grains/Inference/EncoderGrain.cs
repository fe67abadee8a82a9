using CaptionCluster.Inference;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace CaptionCluster.Grains;

/// <summary>The way to this silo's encoder. The batcher behind it is the process's; the grain only makes it callable.</summary>
[Reentrant, OnSilo, KeepAlive, HostedBy(SiloRoles.Inference)]
internal sealed partial class EncoderGrain(IModelRepository models, ILogger<EncoderGrain> logger) : Grain, IEncoderGrain
{
    private IDecoderGrain _decoder = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _decoder = GrainFactory.GetGrain<IDecoderGrain>(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task<InferenceReply> CaptionAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        EncodedImage encoded;
        try
        {
            encoded = await models.Get(request.Key.Model).EncodeAsync(request.Digest, request.Pixels, cancellationToken);
        }
        catch (Exception error) when (InferenceErrors.IsUntyped(error))
        {
            LogFailed(error, request.Digest);
            throw InferenceErrors.Typed("encoder", error);
        }

        return await _decoder.DecodeAsync(request.Digest, request.Key, encoded, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Encoding {Digest} failed.")]
    private partial void LogFailed(Exception error, ImageDigest digest);
}
