using System.Net;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Client.Tests.Access;

/// <summary>A stranger's name that was pointed at this machine opens nothing; the machine's own do.</summary>
public sealed class HostTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Key = "a-key-of-more-than-16-characters";

    [Theory]
    [InlineData("GET", "/v1/models")]
    [InlineData("GET", "/v1/jobs")]
    [InlineData("GET", "/v1/captions/{sha}")]
    [InlineData("DELETE", "/v1/captions/{sha}")]
    [InlineData("POST", "/v1/models/default/reload")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/docs/")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/health/live")]
    [InlineData("GET", "/health/ready")]
    [InlineData("GET", "/dashboard")]
    [InlineData("GET", "/nothing")]
    public async Task Request_ForAStrangersName_OpensNothing(string method, string path)
    {
        var http = fixture.Http;
        var known = await http.CaptionAsync(Pictures.Dog).AnswerAsync();
        var address = "/v1/captions/" + (string?)known["image"]!["sha256"];

        await SendAsync(http, method, path.Replace("/v1/captions/{sha}", address, StringComparison.Ordinal), "evil.example")
            .ProblemAsync(421, "unknown-host");

        await http.GetAsync(address).AnswerAsync();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5000")]
    [InlineData("localhost.evil.example")]
    [InlineData("notlocalhost")]
    [InlineData("laptop")] // What that is the network says.
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.7")]
    [InlineData("0.0.0.0")]
    [InlineData("[::2]")]
    public async Task Get_NameThatIsNotLocal_Is421(string host)
    {
        var (status, text) = await AskAsync(fixture.Server, $"GET /v1/models HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.Equal(421, status);
        Assert.Contains("/problems/unknown-host", text, StringComparison.Ordinal);
        Assert.Contains("AllowedHosts", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:8080")]
    [InlineData("localhost.")]
    [InlineData("captions.localhost:5000")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("127.8.9.10")]
    [InlineData("[::1]")]
    [InlineData("[::1]:5000")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Get_LocalName_IsAnswered(string host)
    {
        Assert.Equal(200, (await AskAsync(fixture.Server, $"GET /v1/models HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).Status);
    }

    /// <summary>No browser does that.</summary>
    [Fact]
    public async Task Get_WithoutAName_IsAnswered()
    {
        Assert.Equal(200, (await AskAsync(fixture.Server, "GET /v1/models HTTP/1.0\r\n\r\n")).Status);
    }

    [Fact]
    public async Task Get_NameInTheRequestLine_CountsToo()
    {
        var (status, _) = await AskAsync(
            fixture.Server,
            "GET http://evil.example/v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        );

        Assert.Equal(421, status);
    }

    [Fact]
    public async Task Get_AuthorityOfHttp2_CountsAsName()
    {
        await using var server = await CaptionServer.StartAsync(("Kestrel:EndpointDefaults:Protocols", "Http2"));
        using var http = server.CreateHttpClient();
        (http.DefaultRequestVersion, http.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);

        await SendAsync(http, "GET", "/v1/models", "evil.example").ProblemAsync(421, "unknown-host");
        await SendAsync(http, "GET", "/v1/models", "localhost").AnswerAsync();
    }

    [Fact]
    public async Task Get_AllowedHostsAreSet_OnlyThoseAreAnswered()
    {
        await using var server = await CaptionServer.StartAsync(("AllowedHosts", "captions.example; *.team.example;bücher.example"));
        using var http = server.CreateHttpClient();

        foreach (var host in new[] { "captions.example", "CAPTIONS.example:8080", "ours.team.example", "xn--bcher-kva.example" })
        {
            await SendAsync(http, "GET", "/v1/models", host).AnswerAsync();
        }

        foreach (var host in new[] { "localhost", "evil.example", "team.example", "captions.example.evil.example" })
        {
            await SendAsync(http, "GET", "/v1/models", host).ProblemAsync(421, "unknown-host");
        }
    }

    [Fact]
    public async Task Get_AllowedHostsAreAll_EveryNameIsAnswered()
    {
        await using var server = await CaptionServer.StartAsync(("AllowedHosts", "*"));
        using var http = server.CreateHttpClient();

        await SendAsync(http, "GET", "/v1/models", "captions.example").AnswerAsync();
    }

    /// <summary>Behind a proxy of the same machine, or beyond it: the names are others' to say, and a key is no page's to send.</summary>
    [Fact]
    public async Task Get_KeysAreDemanded_AnyNameWillDo()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Key));
        using var http = server.CreateHttpClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", Key);

        await SendAsync(http, "GET", "/v1/models", "captions.example").AnswerAsync();
        await SendAsync(http, "POST", "/v1/models/default/reload", "captions.example").ProblemAsync(403, "admin-only");
    }

    [Fact]
    public async Task Get_EveryoneIsLetInFromEverywhere_AnyNameWillDo()
    {
        await using var server = await CaptionServer.StartAsync(IPAddress.Any, ("CaptionCluster:AllowAnonymous", "true"));

        Assert.Equal(
            200,
            (await AskAsync(server, "GET /v1/models HTTP/1.1\r\nHost: captions.example\r\nConnection: close\r\n\r\n")).Status
        );
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path, string host)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        request.Headers.Host = host;
        return http.SendAsync(request);
    }

    private static async Task<(int Status, string Text)> AskAsync(CaptionServer server, string request)
    {
        await using var connection = await RawConnection.OpenAsync(new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri);
        await connection.SendAsync(Encoding.ASCII.GetBytes(request));
        var text = await connection.ReadTextAsync();
        return (int.Parse(text.Split(' ')[1]), text);
    }
}
