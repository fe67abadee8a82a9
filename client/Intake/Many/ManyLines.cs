using System.Runtime.CompilerServices;
using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>
/// A body of JSON lines, each <c>{"id": …, "image": {"base64", "sha256" or "url": …}}</c> and options of its own if it likes. A broken line
/// is an item that says so.
/// </summary>
/// <param name="given">Options for all lines.</param>
internal sealed class ManyLines(HttpRequest request, BodyReader body, OptionText? given)
{
    private readonly Caller _caller = BodyReader.CallerOf(request);

    public async IAsyncEnumerable<ManyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = request.BodyReader;
        await ByteOrderMark.SkipAsync(source, cancellationToken);
        var lines = new LineReader(source, body, _caller, request.HttpContext.Features.Get<PacedReader>());
        for (var index = 0; await lines.ReadAsync(cancellationToken) is { } line; index++)
        {
            yield return Parse(index, line);
        }
    }

    private ManyItem Parse(int index, Line line)
    {
        if (line.Bytes is not { } bytes) return ManyItem.Refused(index, null, line.Refusal!);
        string? name = null;
        try
        {
            var parsed = JsonRequestParser.ParseLine(bytes.Span, given);
            name = parsed.Id;
            var options = parsed.Options is null ? null : RequestOptions.From(parsed.Options);
            if (parsed.Url is { } url)
            {
                bytes.Dispose();
                return new ManyItem(index, name, Picture: null, options) { Url = url };
            }

            if (parsed.Digest is not { } digest)
            {
                var image = Base64Image.Decode(bytes.Memory[parsed.Base64], body.MaxImageBytes);
                return new ManyItem(index, name, body.PictureOf(_caller, bytes, image), options);
            }

            bytes.Dispose();
            return new ManyItem(index, name, body.PictureOf(_caller, digest), options);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter for a string that is not UTF-8
        {
            bytes.Dispose();
            return ManyItem.Refused(
                index,
                name,
                new RequestRefusedException(400, "malformed-json", "The line is not JSON: " + error.Message, error)
            );
        }
        catch (CaptionClusterException error)
        {
            bytes.Dispose();
            return ManyItem.Refused(index, name, error);
        }
    }
}
