using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Tests.Fakes;

internal static class HttpClientExtensions
{
    public static Task<HttpResponseMessage> CaptionAsync(
        this HttpClient http,
        byte[] picture,
        string query = "",
        string? contentType = "image/jpeg",
        CancellationToken cancellationToken = default
    )
    {
        var content = new ByteArrayContent(picture);
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return http.PostAsync("/v1/captions" + query, content, cancellationToken);
    }

    public static Task<HttpResponseMessage> CaptionJsonAsync(this HttpClient http, string json) =>
        http.PostAsync("/v1/captions", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>The answer of a request that must succeed.</summary>
    public static async Task<JsonNode> AnswerAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal(text.Length, response.Content.Headers.ContentLength);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The problem of a request that must fail.</summary>
    public static async Task<JsonNode> ProblemAsync(this Task<HttpResponseMessage> sent, int status, string code)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal("/problems/" + code, (string?)problem["type"]);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.NotEmpty((string)problem["traceId"]!);
        return problem;
    }
}
