namespace CaptionCluster;

/// <summary>
/// A person's sentence in the place of a model's: for one picture and every decoding, as long as the model is of that revision.
/// </summary>
/// <param name="Picture">The digest of the bytes as uploaded.</param>
/// <param name="Text">As it was written.</param>
/// <param name="ModelText">What it takes the place of, undressed, by the decoding that its author saw.</param>
[GenerateSerializer, Immutable]
public sealed record Correction(
    [property: Id(0)] ImageDigest Picture,
    [property: Id(1)] ModelId Model,
    [property: Id(2)] string Text,
    [property: Id(3)] string ModelText,
    [property: Id(4)] DateTimeOffset At);
