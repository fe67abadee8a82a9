using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Intake;

/// <summary>A request as it was read: a picture's bytes or just its digest, and the options.</summary>
/// <param name="Image">Empty when only the digest was given. Valid until disposed.</param>
internal sealed record Upload(UploadBytes? Owner, ReadOnlyMemory<byte> Image, ImageDigest Digest, RequestOptions Options) : IDisposable
{
    /// <summary>What the cluster knows the picture by.</summary>
    public ImageDigest Identity { get; init; } = Digest;

    public bool HasImage => Owner is not null;

    public static Upload Of(UploadBytes owner, ReadOnlyMemory<byte> image, RequestOptions options) =>
        new(owner, image, ImageDigest.Compute(image.Span), options);

    public void Dispose() => Owner?.Dispose();
}
