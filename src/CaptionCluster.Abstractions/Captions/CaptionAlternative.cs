namespace CaptionCluster;

/// <summary>Another finished sentence of the beam.</summary>
[GenerateSerializer, Immutable]
public sealed record CaptionAlternative(
    [property: Id(0)] string Text, [property: Id(1)] double Score, [property: Id(2)] double? Adequacy);
