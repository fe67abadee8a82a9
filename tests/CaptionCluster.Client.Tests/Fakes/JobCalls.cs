using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>The calls of jobs, as a client makes them.</summary>
internal static class JobCalls
{
    public static Task<HttpResponseMessage> PostFilesAsync(this HttpClient http, string address, params byte[][] pictures)
    {
        var form = new MultipartFormDataContent();
        foreach (var (index, picture) in pictures.Index()) form.Add(new ByteArrayContent(picture), "file", $"photo {index}.jpg");
        return http.PostAsync(address, form);
    }

    public static Task<HttpResponseMessage> PostLinesAsync(this HttpClient http, string address, params string[] lines) =>
        http.SendAsync(Lines(address, lines));

    public static HttpRequestMessage Lines(string address, params string[] lines) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"),
    };

    public static string Line(byte[] picture, string? id = null) =>
        new JsonObject
        {
            ["id"] = id,
            ["image"] = new JsonObject { ["base64"] = Convert.ToBase64String(picture) },
        }
            is var line
        && id is null
            ? Without(line, "id")
            : line.ToJsonString();

    /// <summary>The job of a request that must be accepted.</summary>
    public static async Task<JsonNode> AcceptedAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, text);
        var job = JsonNode.Parse(text)!;
        Assert.Equal((string?)job["links"]!["self"], response.Headers.Location?.ToString());
        return job;
    }

    /// <summary>The job with its results once it has ended.</summary>
    public static async Task<JsonNode> EndAsync(this HttpClient http, JsonNode job)
    {
        await foreach (var entry in http.FollowAsync(job)) _ = entry;
        return await http.GetAsync((string)job["links"]!["self"]!).JsonAsync();
    }

    /// <summary>A job's events until the server ends them.</summary>
    public static async IAsyncEnumerable<(string Id, string Name, JsonNode Data)> FollowAsync(
        this HttpClient http,
        JsonNode job,
        string? lastEventId = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, (string)job["links"]!["events"]!);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.NoContent) yield break;
        await foreach (var sent in response.EventsAsync()) yield return (sent.Id!, sent.Name, sent.Data);
    }

    private static string Without(JsonObject line, string property)
    {
        line.Remove(property);
        return line.ToJsonString();
    }
}
