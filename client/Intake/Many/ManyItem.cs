using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>One of many pictures of a request: its bytes, or just its digest, or what is wrong with it.</summary>
internal sealed class ManyItem : IDisposable
{
    public const int MaxName = 256;

    private UploadBytes? _owner;

    private ManyItem(int index, string? name) => (Index, Name) = (index, name);

    /// <summary>From 0, in the order of arrival.</summary>
    public int Index { get; }

    /// <summary>A file's name, or the id of a line.</summary>
    public string? Name { get; }

    /// <summary>Empty when only the digest was given. Valid until disposed.</summary>
    public ReadOnlyMemory<byte> Image { get; private init; }

    public ImageDigest Digest { get; private init; }

    /// <summary>Why this one can't be captioned; the others can.</summary>
    public CaptionClusterException? Refusal { get; private init; }

    public bool HasImage { get; private init; }

    /// <summary>Null where the options of the whole request hold.</summary>
    public RequestOptions? Options { get; private init; }

    public static ManyItem Of(int index, string? name, UploadBytes owner, ReadOnlyMemory<byte> image, RequestOptions? options = null) =>
        new(index, name) { _owner = owner, HasImage = true, Image = image, Digest = ImageDigest.Compute(image.Span), Options = options };

    /// <summary>A single upload's picture. The upload is disposed of by its own holder.</summary>
    public static ManyItem Of(int index, Upload upload) => new(index, null) { HasImage = true, Image = upload.Image, Digest = upload.Digest };

    public static ManyItem Of(int index, string? name, ImageDigest digest, RequestOptions? options = null) =>
        new(index, name) { Digest = digest, Options = options };

    public static ManyItem Refused(int index, string? name, CaptionClusterException refusal) => new(index, name) { Refusal = refusal };

    public void Dispose()
    {
        _owner?.Dispose();
        _owner = null;
    }
}
