namespace CaptionCluster;

/// <summary>One picture of a job, as it is given to the store.</summary>
/// <param name="Index">Its place in the job, from 0, without gaps.</param>
/// <param name="Name">What its sender calls it: a file's name or an id. At most 256 characters.</param>
/// <param name="Bytes">Null when only the digest was sent, of a picture the service has seen.</param>
public sealed record JobItem(int Index, string? Name, ImageDigest Digest, ReadOnlyMemory<byte>? Bytes);
