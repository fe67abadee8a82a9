using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Intake;

/// <summary>A picture that a caption is wanted of.</summary>
/// <param name="digest">Of its bytes as uploaded.</param>
/// <param name="identity">What the cluster knows it by: its digest, or within a tenant's own scope a mark made of it.</param>
/// <param name="bytes">Null for one that was sent, or fetched, before and is named by its digest now.</param>
/// <param name="owner">Of the bytes' memory, where it is not the garbage collector.</param>
internal sealed class Picture(ImageDigest digest, ImageDigest identity, ReadOnlyMemory<byte>? bytes, UploadBytes? owner = null)
    : IDisposable
{
    public ImageDigest Digest => digest;

    public ImageDigest Identity => identity;

    /// <summary>Valid until disposed.</summary>
    public ReadOnlyMemory<byte>? Bytes => bytes;

    /// <summary>
    /// Brings the picture with its bytes, its receiver's to dispose of, where somebody else has them; they may be other ones by now.
    /// </summary>
    public Func<CancellationToken, ValueTask<Picture>>? Again { get; init; }

    /// <summary>Of its bytes.</summary>
    public int Length => bytes?.Length ?? 0;

    public void Dispose() => owner?.Dispose();
}
