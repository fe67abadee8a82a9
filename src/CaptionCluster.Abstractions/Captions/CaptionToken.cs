namespace CaptionCluster;

/// <param name="Attention">The weight of each grid cell, row by row, summing to 1; empty when the model gives none.</param>
[GenerateSerializer, Immutable]
public sealed record CaptionToken(
    [property: Id(0)] int Id,
    [property: Id(1)] string Text,
    [property: Id(2)] double LogProbability,
    [property: Id(3)] float[] Attention);
