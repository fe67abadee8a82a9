using CaptionCluster.Inference;

namespace CaptionCluster.Grains;

/// <summary>The silo of this process needs no heartbeat: its models are at hand.</summary>
internal sealed class LocalInferenceSilo(SiloAddress address, IGrainFactory grains, IModelRepository models)
    : InferenceSilo(address, address, grains)
{
    public override double QueuedSeconds => models.QueuedSeconds();

    public override bool Has(ModelId model)
    {
        foreach (var loaded in models.Callable)
        {
            if (loaded.Description.Id == model) return true;
        }

        return false;
    }
}
