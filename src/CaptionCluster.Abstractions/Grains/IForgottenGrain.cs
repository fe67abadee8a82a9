namespace CaptionCluster;

/// <summary>
/// Which pictures were forgotten or corrected lately: one grain, key 0, that fronts ask several times a second what to drop from their own
/// memory.
/// </summary>
public interface IForgottenGrain : IGrainWithIntegerKey
{
    Task AddAsync(ImageDigest digest);

    /// <summary>What was forgotten since the caller last heard.</summary>
    Task<ForgottenNews> SinceAsync(ForgottenMark mark);
}

/// <summary>How far a front has heard. A list that was lost with its silo starts again under another name.</summary>
[GenerateSerializer, Immutable]
public readonly record struct ForgottenMark([property: Id(0)] Guid List, [property: Id(1)] long Count);

/// <param name="Mark">Where to go on from.</param>
/// <param name="IsWhole">False when there may have been more than <paramref name="Digests"/>: then everything is to be forgotten.</param>
[GenerateSerializer, Immutable]
public sealed record ForgottenNews(
    [property: Id(0)] ForgottenMark Mark, [property: Id(1)] IReadOnlyList<ImageDigest> Digests, [property: Id(2)] bool IsWhole);
