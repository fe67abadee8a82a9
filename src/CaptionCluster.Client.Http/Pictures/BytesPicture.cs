using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace CaptionCluster.Client.Http;

internal sealed class BytesPicture(ReadOnlyMemory<byte> bytes) : Picture
{
    /// <summary>The service looks at the bytes, whatever they are called.</summary>
    public static MediaTypeHeaderValue MediaType { get; } = new("application/octet-stream");

    public override bool CanBeSentAgain => true;

    internal override ValueTask<string?> DigestAsync(CancellationToken cancellationToken) =>
        new(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));

    internal override HttpContent ToContent() => new ReadOnlyMemoryContent(bytes) { Headers = { ContentType = MediaType } };

    internal override ValueTask WriteAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        json.WriteBase64String("base64", bytes.Span);
        return ValueTask.CompletedTask;
    }
}
