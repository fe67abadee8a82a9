using CaptionCluster.Client.Captions;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Intake;

/// <summary>Reads a request in any of its forms. Only JSON and multipart are told by their content type; else the bytes are the picture.</summary>
internal sealed class UploadReader(BodyReader body, MultipartUploadReader multipart, JsonUploadReader json)
{
    public ValueTask<Upload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var given = OptionText.FromQuery(request.Query);
        return FormOf(request.ContentType) switch
        {
            BodyForm.Json => json.ReadAsync(request, given, cancellationToken),
            BodyForm.Multipart => multipart.ReadAsync(request, given, cancellationToken),
            _ => ReadRawAsync(request, given, cancellationToken),
        };
    }

    private async ValueTask<Upload> ReadRawAsync(HttpRequest request, OptionText? given, CancellationToken cancellationToken)
    {
        var options = RequestOptions.From(given);
        var bytes = await body.ReadAsync(request.BodyReader, request.ContentLength, body.MaxImageBytes, cancellationToken);
        return Upload.Of(bytes, bytes.Memory, options);
    }

    private static BodyForm FormOf(string? contentType)
    {
        if (contentType is null || contentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)) return BodyForm.Raw;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return BodyForm.Raw;
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return BodyForm.Multipart;
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            ? BodyForm.Json
            : BodyForm.Raw;
    }

    private enum BodyForm
    {
        Raw,
        Json,
        Multipart,
    }
}
