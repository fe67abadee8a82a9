using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Operations.Examples;

/// <summary>Requests that are wrong in one way each.</summary>
internal static class Provocations
{
    private const string Sha = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <returns>The problems that they are answered with.</returns>
    public static async Task<IReadOnlyList<JsonNode>> RecordAsync(HttpClient http)
    {
        var problems = new List<JsonNode>();
        foreach (var request in await RequestsAsync(http))
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.False(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {text}");
            problems.Add(JsonNode.Parse(text)!);
        }

        return problems;
    }

    private static async Task<HttpRequestMessage[]> RequestsAsync(HttpClient http)
    {
        var photo = await File.ReadAllBytesAsync(Path.Combine(Fixtures.Repository, "tests", "fixtures", "photos", "chelsea.png"));
        using var first = await http.SendAsync(Once(JobCalls.Line(photo)));
        return
        [
            Photo(photo[..5000]), Photo([]), Photo("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()),
            Photo(Huge(photo)), Photo(photo, "?numBeams=100"),
            Photo(photo, encoding: "gzip"), Photo(photo, encoding: "zstd"),
            Json("/v1/captions", """{"image":{"base64":"not base64!"}}"""), Json("/v1/captions", """{"image":"""),
            Json("/v1/captions", """{"image":{"sha256":"596aa1e7"}}"""),
            Json("/v1/captions", $$$"""{"image":{"sha256":"{{{Sha}}}"}}"""),
            Json("/v1/captions", """{"image":{"url":"https://pictures.example/cat.jpg"}}"""),
            Text("/v1/captions", "--x\r\n", "multipart/form-data; boundary=x"),
            Text("/v1/jobs", "", "application/x-ndjson"), Text("/v1/jobs", "a picture", "text/plain"),
            Once(JobCalls.Line(photo, "another")),
            With(Text("/v1/jobs", JobCalls.Line(photo), "application/x-ndjson"), "Idempotency-Key", new string('k', 256)),
            Get("/v1/captions/596aa1e7"), Get("/v1/jobs/019a0f3c5d7e7000a1b2c3d4e5f60718"), Get("/v1/nothing"),
            new(HttpMethod.Put, "/v1/models"),
            With(Get("/v1/models"), "Host", "captions.example"),
            With(Photo(photo), "Origin", "https://shop.example"),
            new(HttpMethod.Delete, "/v1/captions/" + Sha),
            KeyCalls.With(KeyCalls.Admin, HttpMethod.Delete, $"/v1/captions/{Sha}/correction"),
            KeyCalls.With(KeyCalls.Admin, HttpMethod.Delete, "/v1/keys/3f9a5c0d1e2b7a86"),
            KeyCalls.With(KeyCalls.Admin, HttpMethod.Post, "/v1/models/gpt-4o/reload"),
        ];
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Photo(byte[] bytes, string query = "", string? encoding = null)
    {
        var request = CaptionEvents.Request(bytes, query, accept: "*/*");
        if (encoding is not null) request.Content!.Headers.ContentEncoding.Add(encoding);
        return request;
    }

    private static HttpRequestMessage Json(string path, string json) => Text(path, json, "application/json");

    private static HttpRequestMessage Text(string path, string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }

    private static HttpRequestMessage Once(string lines) =>
        With(Text("/v1/jobs", lines, "application/x-ndjson"), "Idempotency-Key", "once");

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    /// <summary>A PNG whose header claims other sides.</summary>
    private static byte[] Huge(byte[] png)
    {
        byte[] claimed = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(claimed.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(claimed.AsSpan(20), 50_000);
        return claimed;
    }
}
