using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Facades;

/// <summary>A body of JSON with a picture somewhere in it, which is decoded where it lies: it is in memory once.</summary>
internal sealed class FacadeBody(BodyReader body, Caller caller, UploadBytes bytes, JsonDocument json) : IDisposable
{
    private bool _isHandedOver;

    public JsonElement Root => json.RootElement;

    /// <summary>The picture that a string has in base64. Its text is overwritten, so it comes last; the memory is the picture's from here on.</summary>
    public Picture TakeBase64(JsonElement text)
    {
        var picture = body.PictureOf(caller, bytes, Decode(text));
        _isHandedOver = true;
        return picture;
    }

    /// <summary>The picture that a string is the URL of: one that holds it (RFC 2397).</summary>
    public Picture TakeUrl(JsonElement url) =>
        HoldsData(RawText(url)) ? TakeBase64(url) : throw FacadeSources.Refused();

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
    private static ReadOnlySpan<byte> RawText(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];

    private static bool HoldsData(ReadOnlySpan<byte> url) =>
        url.Length > Base64Image.DataScheme.Length && Ascii.EqualsIgnoreCase(url[..Base64Image.DataScheme.Length], Base64Image.DataScheme);
}
