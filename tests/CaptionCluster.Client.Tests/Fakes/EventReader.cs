using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Tests.Fakes;

internal readonly record struct SentEvent(string? Id, string Name, JsonNode Data);

/// <summary>Reads server-sent events as they come.</summary>
internal static class EventReader
{
    public static async IAsyncEnumerable<SentEvent> EventsAsync(this HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("no-cache, no-transform", response.Headers.NonValidated["Cache-Control"].ToString());

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await Patience.For(reader.ReadLineAsync()) is { } line)
        {
            if (line.Length > 0 && line[0] != ':') fields[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 2)..];
            if (line.Length > 0 || !fields.ContainsKey("data")) continue;
            yield return new SentEvent(fields.GetValueOrDefault("id"), fields["event"], JsonNode.Parse(fields["data"])!);
            fields.Clear();
        }
    }
}
