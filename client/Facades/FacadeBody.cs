using System.Runtime.InteropServices;
using System.Text.Json;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Facades;

/// <summary>A body of JSON with a picture somewhere in it, which is decoded where it lies: it is in memory once.</summary>
internal sealed class FacadeBody(BodyReader body, Caller caller, UploadBytes bytes, JsonDocument json) : IDisposable
{
    private bool _isHandedOver;

    public JsonElement Root => json.RootElement;

    /// <summary>What follows the JSON.</summary>
    public ReadOnlyMemory<byte> Tail { get; init; }

    /// <summary>
    /// The picture that a string has in base64. Its text is overwritten, so it comes last; the memory is the picture's from here on.
    /// </summary>
    public Picture TakeBase64(JsonElement text)
    {
        var picture = body.PictureOf(caller, bytes, Decode(text));
        _isHandedOver = true;
        return picture;
    }

    /// <summary>One of several pictures that strings have in base64: the memory stays this body's, so they end with it.</summary>
    public Picture LendBase64(JsonElement text) => body.PictureOf(caller, owner: null, Decode(text));

    /// <summary>One of several pictures that follow the JSON: as above.</summary>
    public Picture Lend(ReadOnlyMemory<byte> ofTail) => ofTail.Length <= body.MaxImageBytes
        ? body.PictureOf(caller, owner: null, ofTail)
        : throw BodyReader.TooManyBytes(body.MaxImageBytes, "picture");

    public void Dispose()
    {
        json.Dispose();
        if (!_isHandedOver) bytes.Dispose();
    }

    private Memory<byte> Decode(JsonElement text)
    {
        var raw = RawText(text);
        bytes.Span.Overlaps(raw, out var start);
        return Base64Image.Decode(bytes.Memory.Slice(start, raw.Length), body.MaxImageBytes);
    }

    /// <summary>As it stands between the quotes.</summary>
    public static ReadOnlySpan<byte> RawText(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    /// <summary>A URL that is the picture itself.</summary>
    public static bool IsDataUrl(JsonElement text) => Base64Image.IsDataUrl(RawText(text));
}
