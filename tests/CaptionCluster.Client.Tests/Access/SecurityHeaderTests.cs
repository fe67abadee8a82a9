using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access;

public sealed class SecurityHeaderTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/v1/models", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("GET", "/metrics", 200)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/docs/", 200)]
    [InlineData("GET", "/docs/scalar.js", 200)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("PUT", "/v1/captions", 405)]
    [InlineData("POST", "/v1/captions", 400)]
    [InlineData("POST", "/v1/models/nobody/reload", 404)]
    public async Task Answer_OfAnyKind_IsNotGuessedAtNorFramed(string method, string path, int status)
    {
        using var response = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        ExpectHeaders(response);
    }

    [Fact]
    public async Task Answer_UnexpectedFailure_HasThemToo()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        server.Model.Failure = new InvalidOperationException("unforeseen");

        using var response = await http.CaptionAsync(Pictures.New());

        Assert.Equal(500, (int)response.StatusCode);
        ExpectHeaders(response);
    }

    [Fact]
    public async Task Answer_RefusedAtTheDoor_HasThemToo()
    {
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        renamed.Headers.Host = "evil.example";
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs");
        foreign.Headers.Add("Origin", "https://evil.example");

        ExpectHeaders(await _http.SendAsync(renamed));
        ExpectHeaders(await _http.SendAsync(foreign));
    }

    [Fact]
    public async Task Answer_EventsOfAJob_HasThemToo()
    {
        var job = await _http.PostLinesAsync("/v1/jobs", JobCalls.Line(Pictures.New())).AcceptedAsync();

        using var response = await _http.GetAsync((string)job["links"]!["events"]!, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        ExpectHeaders(response);
    }

    private static void ExpectHeaders(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }
}
