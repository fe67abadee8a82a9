namespace CaptionCluster.Grains;

/// <summary>A silo that may infer, as this silo sees it. Safe for concurrent use.</summary>
internal abstract class InferenceSilo(SiloAddress address)
{
    public SiloAddress Address { get; } = address;

    public virtual bool IsLocal => false;

    /// <summary>Seconds of work that wait there.</summary>
    public abstract double QueuedSeconds { get; }

    public abstract bool Has(ModelId model);

    /// <exception cref="ModelNotAvailableException">It is not loaded there.</exception>
    /// <exception cref="OverloadedException">A queue there is full.</exception>
    public abstract Task<Caption> CaptionAsync(InferenceRequest request, SpokenWords words, CancellationToken cancellationToken);
}
