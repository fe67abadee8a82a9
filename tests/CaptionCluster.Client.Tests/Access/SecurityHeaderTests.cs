using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

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

    [Theory]
    [InlineData("/index.html", "no-cache")]
    [InlineData("/assets/index-1a2b.js", "public, max-age=31536000, immutable")]
    public void SetHeaders_FileOfThePage_HoldsItToItsOwnOrigin(string path, string caching)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = path;

        PageExtensions.SetHeaders(new StaticFileResponseContext(http, new NotFoundFileInfo(path)));

        Assert.Equal(caching, http.Response.Headers.CacheControl);
        var policy = http.Response.Headers.ContentSecurityPolicy.ToString();
        Assert.StartsWith("default-src 'self'; img-src 'self' blob: data:;", policy, StringComparison.Ordinal);
        Assert.Contains("camera=()", http.Response.Headers["Permissions-Policy"].ToString(), StringComparison.Ordinal);
    }

    private static void ExpectHeaders(HttpResponseMessage response)
    {
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy"));
    }
}
