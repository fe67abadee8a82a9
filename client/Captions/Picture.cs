namespace CaptionCluster.Client.Captions;

/// <summary>An uploaded picture and its name in the cluster.</summary>
internal readonly record struct Picture(ImageDigest Digest, ReadOnlyMemory<byte> Bytes);
