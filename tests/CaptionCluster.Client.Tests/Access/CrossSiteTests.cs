using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access;

/// <summary>What a page of another origin makes a browser send changes nothing.</summary>
public sealed class CrossSiteTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Key = "a-key-of-more-than-16-characters";

    private readonly HttpClient _http = fixture.Http;

    public static TheoryData<string, string> Strangers => new()
    {
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
        { "Sec-Fetch-Site", "" },
        { "Origin", "https://evil.example" },
        { "Origin", "null" },
        { "Origin", "http://localhost" },
        { "Origin", "http://127.0.0.1:1" },
        { "Origin", "file://" },
        { "Origin", "" },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Post_FromAStrangersPage_MakesNoJob(string header, string value)
    {
        var before = await JobsAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.New()), "file", "photo.jpg" } };

        await SendAsync(_http, HttpMethod.Post, "/v1/jobs", (header, value), form).ProblemAsync(403, "cross-site");

        Assert.Equal(before, await JobsAsync());
    }

    [Theory]
    [InlineData("POST", "/v1/models/default/reload")]
    [InlineData("POST", "/v1/captions")]
    [InlineData("POST", "/v1/captions/batch")]
    [InlineData("DELETE", "/v1/captions/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("DELETE", "/v1/jobs/00000000000000000000000000000000")]
    [InlineData("PUT", "/")]
    [InlineData("FROBNICATE", "/v1/jobs")]
    public async Task Change_FromAStrangersPage_IsRefused(string method, string path)
    {
        await SendAsync(_http, new HttpMethod(method), path, ("Sec-Fetch-Site", "cross-site")).ProblemAsync(403, "cross-site");
        await SendAsync(_http, new HttpMethod(method), path, ("Origin", "https://evil.example")).ProblemAsync(403, "cross-site");
    }

    /// <summary>Browsers of addresses that are not trustworthy, and old ones, send the origin alone.</summary>
    [Fact]
    public async Task Post_FromOurOwnPage_IsAnswered()
    {
        var origin = fixture.Server.Address.GetLeftPart(UriPartial.Authority);

        await SendAsync(_http, HttpMethod.Post, "/v1/captions", ("Sec-Fetch-Site", "same-origin"), Picture()).AnswerAsync();
        await SendAsync(_http, HttpMethod.Post, "/v1/captions", ("Origin", origin), Picture()).AnswerAsync();
        await SendAsync(_http, HttpMethod.Post, "/v1/captions", ("Sec-Fetch-Site", "none"), Picture()).AnswerAsync();
    }

    /// <summary>A proxy that ends TLS, and one that names us by our address: the browser knows better than a comparison.</summary>
    [Fact]
    public async Task Post_FromOurOwnPageBehindAProxy_IsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = Picture() };
        request.Headers.TryAddWithoutValidation("Origin", "https://localhost");
        request.Headers.Host = "localhost";
        await _http.SendAsync(request).AnswerAsync();

        using var foreignLetters = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = Picture() };
        foreignLetters.Headers.TryAddWithoutValidation("Origin", "https://xn--bcher-kva.localhost:8443");
        foreignLetters.Headers.Host = "xn--bcher-kva.localhost:8443";
        await _http.SendAsync(foreignLetters).AnswerAsync();

        using var renamed = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = Picture() };
        renamed.Headers.TryAddWithoutValidation("Origin", "https://captions.example");
        renamed.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        await _http.SendAsync(renamed).AnswerAsync();
    }

    [Fact]
    public async Task Get_FromAStrangersPage_ChangesNothingAndIsAnswered() =>
        await SendAsync(_http, HttpMethod.Get, "/v1/models", ("Sec-Fetch-Site", "cross-site")).AnswerAsync();

    [Fact]
    public async Task Post_OpenToTheNetwork_IsGuardedToo()
    {
        await using var server = await CaptionServer.StartAsync(IPAddress.Any, ("CaptionCluster:AllowAnonymous", "true"));
        using var http = new HttpClient { BaseAddress = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri };

        await SendAsync(http, HttpMethod.Post, "/v1/captions", ("Origin", "https://evil.example"), Picture())
            .ProblemAsync(403, "cross-site");
    }

    /// <summary>A page can't have a browser add a header without our leave.</summary>
    [Fact]
    public async Task Post_WithAKey_IsTheKeyHoldersWhereverItComesFrom()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:ApiKeys:0", Key),
            ("CaptionCluster:MetricsKey", "m" + Key)
        );
        using var http = server.CreateHttpClient();

        await SendAsync(http, HttpMethod.Post, "/v1/captions", ("Origin", "https://app.example"), Picture())
            .ProblemAsync(403, "cross-site");
        foreach (var other in new[] { Key + "x", "m" + Key })
        {
            http.DefaultRequestHeaders.Add("X-Api-Key", other);
            await SendAsync(http, HttpMethod.Post, "/v1/captions", ("Origin", "https://app.example"), Picture())
                .ProblemAsync(403, "cross-site");
            http.DefaultRequestHeaders.Remove("X-Api-Key");
        }

        http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await SendAsync(http, HttpMethod.Post, "/v1/captions", ("Origin", "https://app.example"), Picture()).AnswerAsync();
    }

    private static ByteArrayContent Picture() => new(Pictures.New());

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        (string Name, string Value) header,
        HttpContent? content = null
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return http.SendAsync(request);
    }

    private async Task<int> JobsAsync() => (await _http.GetAsync("/v1/jobs").JsonAsync())["jobs"]!.AsArray().Count;
}
