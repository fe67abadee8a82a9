using System.Net.Http.Headers;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>A caption asked for as a stream, read an event at a time.</summary>
internal sealed class CaptionEvents : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SentEvent> _events;

    private CaptionEvents(HttpResponseMessage response) => (_response, _events) = (response, response.EventsAsync().GetAsyncEnumerator());

    public static HttpRequestMessage Request(byte[] picture, string query = "", string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions" + query) { Content = new ByteArrayContent(picture) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("image/jpeg");
        request.Headers.Add("Accept", accept);
        return request;
    }

    /// <summary>Ends with the first event's head: until then the server may choose to answer otherwise.</summary>
    public static async Task<CaptionEvents> OpenAsync(
        HttpClient http,
        byte[] picture,
        string query = "",
        CancellationToken cancellationToken = default
    ) => new(await http.SendAsync(Request(picture, query), HttpCompletionOption.ResponseHeadersRead, cancellationToken));

    /// <summary>The next event; none after the last.</summary>
    public async Task<SentEvent> NextAsync() => await _events.MoveNextAsync() ? _events.Current : default;

    /// <summary>The next words, which are not yet the caption's.</summary>
    public async Task<string?> WordsAsync()
    {
        var next = await NextAsync();
        Assert.Equal(("words", false), (next.Name, (bool?)next.Data["final"]));
        return (string?)next.Data["text"];
    }

    public async Task<List<SentEvent>> RestAsync()
    {
        var rest = new List<SentEvent>();
        while (await NextAsync() is { Name: not null } next) rest.Add(next);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose(); // First: an event that never comes is not waited for.
        await _events.DisposeAsync();
    }
}
