using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>Many pictures as JSON lines; one of them is in memory at a time.</summary>
internal sealed class LinesContent : HttpContent
{
    private readonly IReadOnlyCollection<NamedPicture> _pictures;

    public LinesContent(IReadOnlyCollection<NamedPicture> pictures)
    {
        _pictures = pictures;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var picture in _pictures)
        {
            await using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                if (picture.Id is { } id) json.WriteString("id", id);
                json.WriteStartObject("image");
                await picture.Picture.WriteAsync(json, cancellationToken);
                json.WriteEndObject();
                if (picture.Options is { } options) WriteOptions(json, options);
                json.WriteEndObject();
            }

            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private static void WriteOptions(Utf8JsonWriter json, CaptionOptions options)
    {
        foreach (var option in JsonSerializer.SerializeToElement(options, ClientJson.Default.CaptionOptions).EnumerateObject())
        {
            option.WriteTo(json);
        }
    }
}
