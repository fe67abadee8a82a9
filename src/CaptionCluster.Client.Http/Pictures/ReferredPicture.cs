using System.Net.Http.Headers;
using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>A picture that the service has, or fetches.</summary>
internal sealed class ReferredPicture(string kind, string name) : Picture
{
    public override bool CanBeSentAgain => true;

    /// <summary>Null for one that is fetched.</summary>
    public string? Digest => kind == "sha256" ? name : null;

    internal override ValueTask<string?> DigestAsync(CancellationToken cancellationToken) => new(Digest);

    internal override HttpContent ToContent()
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("image");
            json.WriteString(kind, name);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    internal override ValueTask WriteAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        json.WriteString(kind, name);
        return ValueTask.CompletedTask;
    }
}
