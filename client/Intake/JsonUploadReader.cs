using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <summary>A JSON body, read in place: the base64 text is decoded over itself, so a picture is in memory once.</summary>
internal sealed class JsonUploadReader(BodyReader body)
{
    public async ValueTask<Upload> ReadAsync(HttpRequest request, OptionText? given, CancellationToken cancellationToken)
    {
        var caller = BodyReader.CallerOf(request);
        var bytes = await body.ReadTextAsync(caller, request.BodyReader, request.ContentLength, cancellationToken);
        try
        {
            var parsed = Parse(bytes.Span, given);
            var options = RequestOptions.From(parsed.Options ?? given);
            if (parsed.Url is { } url)
            {
                bytes.Dispose();
                return new Upload(null, options) { Url = url };
            }

            if (parsed.Digest is not { } digest)
            {
                return new Upload(
                    body.PictureOf(caller, bytes, Base64Image.Decode(bytes.Memory[parsed.Base64], body.MaxImageBytes)),
                    options
                );
            }

            bytes.Dispose();
            return new Upload(body.PictureOf(caller, digest), options);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static ParsedRequest Parse(ReadOnlySpan<byte> json, OptionText? given)
    {
        try
        {
            return JsonRequestParser.Parse(json, given);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter for a string that is not UTF-8
        {
            throw new RequestRefusedException(400, "malformed-json", "The body is not JSON: " + error.Message, error);
        }
    }
}
