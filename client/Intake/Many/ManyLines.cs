using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>A body of JSON lines, each <c>{"id": …, "image": {"base64" or "sha256": …}}</c>. A broken line is an item that says so.</summary>
internal sealed class ManyLines(PipeReader source, BodyReader body)
{
    public async IAsyncEnumerable<ManyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LineReader(source, body);
        for (var index = 0; await lines.ReadAsync(cancellationToken) is { } line; index++)
        {
            yield return Parse(index, line);
        }
    }

    private ManyItem Parse(int index, Line line)
    {
        if (line.Bytes is not { } bytes) return ManyItem.Refused(index, null, TooLong());
        string? name = null;
        try
        {
            var parsed = PictureLine.Parse(bytes.Span);
            name = parsed.Id;
            if (parsed.Digest is null) return ManyItem.Of(index, name, bytes, Base64Image.Decode(bytes.Memory[parsed.Base64], body.MaxImageBytes));
            bytes.Dispose();
            return ManyItem.Of(index, name, parsed.Digest.Value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for a string that is not UTF-8
        {
            bytes.Dispose();
            return ManyItem.Refused(index, name, new RequestRefusedException(400, "malformed-json", "The line is not JSON: " + e.Message, e));
        }
        catch (CaptionClusterException refusal)
        {
            bytes.Dispose();
            return ManyItem.Refused(index, name, refusal);
        }
    }

    private ImageRejectedException TooLong() =>
        new(ImageRejection.TooLarge, "too-many-bytes", $"The line is longer than a picture of the {body.MaxImageBytes} bytes that are accepted.");
}
