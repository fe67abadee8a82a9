namespace CaptionCluster.Grains;

/// <summary>What this silo knows of one silo that may infer: the last word of a reply or a heartbeat. Safe for concurrent use.</summary>
internal class InferenceSilo(SiloAddress address, bool isLocal, IGrainFactory grains)
{
    private volatile IReadOnlyList<ModelId> _models = [];
    private double _queuedSeconds;

    public SiloAddress Address { get; } = address;

    public bool IsLocal { get; } = isLocal;

    /// <summary>Only of a silo that has told of its models: before that, its encoder's class may not be known here.</summary>
    public IEncoderGrain Encoder => field ??= grains.GetGrain<IEncoderGrain>(Address.ToParsableString());

    public IModelsGrain Report { get; } = grains.GetGrain<IModelsGrain>(address.ToParsableString());

    public virtual double QueuedSeconds => Volatile.Read(ref _queuedSeconds);

    public virtual bool Has(ModelId model)
    {
        foreach (var known in _models)
        {
            if (known == model) return true;
        }

        return false;
    }

    public void Heard(double queuedSeconds) => Volatile.Write(ref _queuedSeconds, queuedSeconds);

    public void Heard(SiloLoad load)
    {
        _models = load.Models;
        Heard(load.QueuedSeconds);
    }
}
