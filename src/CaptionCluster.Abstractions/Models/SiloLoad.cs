namespace CaptionCluster;

/// <summary>What routing must know of a silo: which models it has, and how busy it is.</summary>
/// <param name="QueuedSeconds">Work waiting or running there, in seconds, over all its models.</param>
[GenerateSerializer, Immutable]
public sealed record SiloLoad([property: Id(0)] IReadOnlyList<ModelId> Models, [property: Id(1)] double QueuedSeconds)
{
    /// <summary>Whether its decoder can be asked for words; silos of earlier versions can't.</summary>
    [Id(2)] public bool TellsWords { get; init; }
}
