using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake.Many;

/// <param name="Options">From the query, and from what fields of a form came before its first file.</param>
/// <param name="Items">Read as they are asked for: whoever asks slowly slows the sender. Each is its receiver's to dispose of.</param>
internal sealed record ManyUpload(RequestOptions Options, IAsyncEnumerable<ManyItem> Items);

/// <summary>Reads a request with many pictures, one at a time: a form with many files, or JSON lines.</summary>
internal sealed class ManyReader(BodyReader body)
{
    /// <exception cref="RequestRefusedException">Neither a form nor JSON lines.</exception>
    public async ValueTask<ManyUpload> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var given = OptionText.FromQuery(request.Query);
        if (ContentTypes.IsForm(request.ContentType))
        {
            var form = new ManyFiles(request, body);
            return new ManyUpload(
                RequestOptions.From(await form.ReadOptionsAsync(given, cancellationToken)),
                form.ReadAsync(cancellationToken)
            );
        }

        return ContentTypes.IsLines(request.ContentType)
            ? new ManyUpload(RequestOptions.From(given), new ManyLines(request, body, given).ReadAsync(cancellationToken))
            : throw new RequestRefusedException(
                415,
                "unsupported-body",
                "Many pictures come as multipart/form-data with a 'file' each, or as application/x-ndjson with an 'image' a line."
            );
    }
}
