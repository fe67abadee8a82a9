namespace CaptionCluster;

/// <summary>One picture's work for an inference silo. Idempotent: the same request gives the same caption anywhere.</summary>
[GenerateSerializer, Immutable]
public sealed record InferenceRequest(
    [property: Id(0)] ImageDigest Digest, [property: Id(1)] CaptionKey Key, [property: Id(2)] ImagePixels Pixels);
