using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>A stream of the caller's, which is read and never closed.</summary>
internal sealed class StreamPicture(Stream stream) : Picture
{
    private readonly long _start = stream.CanSeek ? stream.Position : 0;
    private bool _isBegun;

    /// <summary>What was not begun, as no connection came about, can.</summary>
    public override bool CanBeSentAgain => stream.CanSeek || !_isBegun;

    internal override async ValueTask<string?> DigestAsync(CancellationToken cancellationToken) =>
        stream.CanSeek ? Convert.ToHexStringLower(await SHA256.HashDataAsync(Begin(), cancellationToken)) : null;

    internal override HttpContent ToContent() => new Content(this) { Headers = { ContentType = BytesPicture.MediaType } };

    internal override async ValueTask WriteAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await Begin().CopyToAsync(copy, cancellationToken);
        json.WriteBase64String("base64", copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    private Stream Begin()
    {
        if (!CanBeSentAgain) throw new InvalidOperationException("The picture's stream can't seek, and was read already.");
        _isBegun = true;
        if (stream.CanSeek) stream.Position = _start;
        return stream;
    }

    private sealed class Content(StreamPicture picture) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            picture.Begin().CopyToAsync(stream, cancellationToken);

        protected override bool TryComputeLength(out long length) => picture.TryLength(out length);
    }

    private bool TryLength(out long length)
    {
        length = stream.CanSeek ? stream.Length - _start : 0;
        return stream.CanSeek;
    }
}
