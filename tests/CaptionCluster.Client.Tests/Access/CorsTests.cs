using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access;

public sealed class CorsTests
{
    private const string Shop = "https://shop.example";
    private const string Key = "a-key-of-more-than-16-characters";

    private static readonly (string Key, string Value) s_cors = ("CaptionCluster:Cors:Origins:0", Shop);
    private static readonly (string Key, string Value) s_keys = ("CaptionCluster:ApiKeys:0", Key);

    [Fact]
    public async Task Preflight_NothingConfigured_AllowsNothing()
    {
        await using var server = await CaptionServer.StartAsync();

        using var answer = await PreflightAsync(server, Shop);

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_ConfiguredOrigin_AllowsItWithoutCredentials()
    {
        await using var server = await CaptionServer.StartAsync(s_cors, s_keys);

        using var answer = await PreflightAsync(server, Shop);
        using var other = await PreflightAsync(server, "https://shop.example.evil");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Shop, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("authorization,content-type", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Post_ConfiguredOrigin_ReadsAnswersAndRefusals()
    {
        await using var server = await CaptionServer.StartAsync(s_cors, s_keys);

        using var answer = await PostAsync(server, Shop, Key);
        using var refused = await PostAsync(server, Shop, key: null);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (answer.StatusCode, refused.StatusCode));
        Assert.All([answer, refused], read => Assert.Equal(Shop, read.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("RateLimit", string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhereNoKeyIsDemanded_IsForConfiguredOriginsAlone()
    {
        await using var server = await CaptionServer.StartAsync(s_cors);

        using var answer = await PostAsync(server, Shop, key: null);
        await PostAsync(server, "https://evil.example", key: null).ProblemAsync(403, "cross-site");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("shop.example")]
    [InlineData("https://shop.example/")]
    [InlineData("https://shop.example/page")]
    [InlineData("https://Shop.example")]
    [InlineData("ftp://shop.example")]
    [InlineData("null")]
    public void Start_WithWhatIsNoOrigin_FailsAndSaysSo(string origin)
    {
        var error = Assert.ThrowsAny<Exception>(() =>
            CaptionServer.Start(new FakeRepository(), IPAddress.Loopback, ("CaptionCluster:Cors:Origins:0", origin)));

        Assert.Contains($"'{origin}' is no origin", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PreflightAsync(CaptionServer server, string origin)
    {
        using var http = server.CreateHttpClient();
        var request = new HttpRequestMessage(HttpMethod.Options, "/v1/captions");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        return await http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PostAsync(CaptionServer server, string origin, string? key)
    {
        using var http = server.CreateHttpClient();
        var request = KeyCalls.With(key, HttpMethod.Post, "/v1/captions");
        request.Content = new ByteArrayContent(Pictures.New());
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        return await http.SendAsync(request);
    }
}
