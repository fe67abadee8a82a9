using System.Buffers;
using System.Text.Json;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources;

namespace CaptionCluster.Client.Facades;

/// <summary>Reads the body of a facade's request, within the budgets and limits of every other upload.</summary>
internal sealed class FacadeReader(BodyReader body, ISourceReader sources)
{
    private const int Piece = 64 * 1024;

    /// <summary>The body is the picture.</summary>
    public ValueTask<Picture> ReadPictureAsync(HttpRequest request, CancellationToken cancellationToken) =>
        body.ReadPictureAsync(BodyReader.CallerOf(request), request.BodyReader, request.ContentLength, cancellationToken);

    /// <summary>The body is a text that somebody else parses; its receiver disposes of it.</summary>
    public async ValueTask<UploadBytes> ReadTextAsync(HttpRequest request, int limit, CancellationToken cancellationToken) =>
        await body.ReadAsync(BodyReader.CallerOf(request), request.BodyReader, request.ContentLength, limit, cancellationToken);

    /// <summary>A picture in base64 that was parsed already: copied, as it is decoded over itself.</summary>
    public async ValueTask<Picture> CopyBase64Async(HttpRequest request, JsonElement text, CancellationToken cancellationToken)
    {
        var caller = BodyReader.CallerOf(request);
        var bytes = body.NewText(caller);
        try
        {
            for (var start = 0; start < FacadeBody.RawText(text).Length; start += Piece)
            {
                var rest = FacadeBody.RawText(text)[start..];
                await bytes.AppendAsync(new ReadOnlySequence<byte>(rest[..Math.Min(Piece, rest.Length)].ToArray()), cancellationToken);
            }

            bytes.Complete();
            return body.PictureOf(caller, bytes, Base64Image.Decode(bytes.Memory, body.MaxImageBytes));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The picture that a string is the URL of, or holds (RFC 2397).</summary>
    /// <exception cref="RequestRefusedException">It is not fetched, or did not answer with a picture.</exception>
    public async ValueTask<Picture> TakeUrlAsync(
        HttpRequest request, FacadeBody json, JsonElement url, CancellationToken cancellationToken) =>
        FacadeBody.IsDataUrl(url) ? json.TakeBase64(url) : await FetchAsync(request, url, cancellationToken);

    public ValueTask<Picture> FetchAsync(HttpRequest request, JsonElement url, CancellationToken cancellationToken) =>
        sources.ReadWholeAsync(url.GetString()!, BodyReader.CallerOf(request), cancellationToken);

    /// <summary>A picture that was sent before.</summary>
    public Picture PictureOf(HttpRequest request, ImageDigest digest) => body.PictureOf(BodyReader.CallerOf(request), digest);

    /// <summary>The body is JSON; its receiver disposes of it.</summary>
    /// <param name="jsonLength">Bytes that are JSON, where others follow; null where all are.</param>
    public async ValueTask<FacadeBody> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken, int? jsonLength = null)
    {
        var caller = BodyReader.CallerOf(request);
        var bytes = jsonLength is null
            ? await body.ReadTextAsync(caller, request.BodyReader, request.ContentLength, cancellationToken)
            : await body.ReadAsync(caller, request.BodyReader, request.ContentLength, body.MaxJsonBytes, cancellationToken);
        try
        {
            var json = bytes.Memory[..Math.Min(jsonLength ?? bytes.Length, bytes.Length)];
            return new FacadeBody(body, caller, bytes, FacadeJson.Parse(json)) { Tail = bytes.Memory[json.Length..] };
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
