using Orleans.Placement;

namespace CaptionCluster.Grains;

/// <summary>Places a grain on the silo whose address is its key.</summary>
[GenerateSerializer, Immutable]
internal sealed class OnSiloPlacement : PlacementStrategy;

/// <inheritdoc cref="OnSiloPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnSiloAttribute() : PlacementAttribute(new OnSiloPlacement());
