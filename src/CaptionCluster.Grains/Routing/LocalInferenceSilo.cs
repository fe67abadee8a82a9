using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>
/// The silo of this process: its models are at hand. It needs no heartbeat and no call to its encoder and decoder grains, which are there
/// for the other silos.
/// </summary>
internal sealed class LocalInferenceSilo(SiloAddress address, LocalInference inference, IModelRepository models) : InferenceSilo(address)
{
    public override bool IsLocal => true;

    public override double QueuedSeconds => models.QueuedSeconds();

    public override Task<Caption> CaptionAsync(InferenceRequest request, SpokenWords words, CancellationToken cancellationToken) =>
        inference.CaptionAsync(request, words, cancellationToken);

    public override bool Has(ModelId model)
    {
        foreach (var loaded in models.Callable)
        {
            if (loaded.Description.Id == model) return true;
        }

        return false;
    }
}
