namespace CaptionCluster;

/// <summary>A correction as stores keep it: one for a digest and a revision.</summary>
/// <param name="Digest">What the cluster knows the picture by.</param>
public sealed record StoredCorrection(ImageDigest Digest, Correction Correction);
