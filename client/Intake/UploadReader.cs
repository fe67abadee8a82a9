using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Intake;

/// <summary>A request for a caption, as it was read.</summary>
/// <param name="Picture">Null when it is still to be fetched.</param>
internal sealed record Upload(Picture? Picture, RequestOptions Options) : IDisposable
{
    /// <summary>Where the picture is; null when it came with the request.</summary>
    public string? Url { get; init; }

    public void Dispose() => Picture?.Dispose();
}

/// <summary>
/// Reads a request in any of its forms. Only JSON and multipart are told by their content type; else the bytes are the picture.
/// </summary>
internal sealed class UploadReader(BodyReader body, MultipartUploadReader multipart, JsonUploadReader json)
{
    public ValueTask<Upload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var given = OptionText.FromQuery(request.Query);
        if (ContentTypes.IsJson(request.ContentType)) return json.ReadAsync(request, given, cancellationToken);
        return ContentTypes.IsForm(request.ContentType)
            ? multipart.ReadAsync(request, given, cancellationToken)
            : ReadRawAsync(request, given, cancellationToken);
    }

    private async ValueTask<Upload> ReadRawAsync(HttpRequest request, OptionText? given, CancellationToken cancellationToken)
    {
        var options = RequestOptions.From(given);
        var caller = BodyReader.CallerOf(request);
        return new Upload(
            await body.ReadPictureAsync(caller, request.BodyReader, request.ContentLength, cancellationToken), options);
    }
}
