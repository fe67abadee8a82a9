namespace CaptionCluster;

/// <summary>A caption as stores keep it.</summary>
public sealed record StoredCaption(ImageDigest Digest, CaptionKey Key, Caption Caption, DateTimeOffset CreatedAt);
