using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access.Keys;

/// <summary>A front whose store can't be reached when it starts: nobody can say which keys there are.</summary>
public sealed class StoreAwayTests
{
    private const string Key = "a-key-of-more-than-16-characters";

    private static readonly (string Key, string Value)[] s_nowhere =
    [
        ("CaptionCluster:Store:Provider", "postgresql"),
        ("CaptionCluster:PostgreSQL:ConnectionString", "Host=127.0.0.1;Port=1;Username=nobody"),
    ];

    [Theory]
    [InlineData("GET", "/v1/models")]
    [InlineData("POST", "/v1/captions")]
    [InlineData("GET", "/v1/jobs")]
    [InlineData("POST", "/v1/keys")]
    [InlineData("POST", "/v1/models/default/reload")]
    public async Task Request_WithoutAKey_IsToldToComeBack(string method, string path)
    {
        await using var server = await CaptionServer.StartAsync(s_nowhere);
        using var http = server.CreateHttpClient();

        var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        await Task.FromResult(answer).ProblemAsync(503, "keys-not-read");
    }

    [Fact]
    public async Task Request_WithAKeyOfTheConfiguration_IsLetIn()
    {
        await using var server = await CaptionServer.StartAsync([.. s_nowhere, ("CaptionCluster:ApiKeys:0", Key)]);
        using var http = server.CreateHttpClient();

        using var answer = await http.GetAsync("/v1/models", Key);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Start_OffLoopback_RunsAndLetsNobodyIn()
    {
        await using var server = await CaptionServer.StartAsync(IPAddress.Any, s_nowhere);
        using var http = server.CreateHttpClient();
        http.BaseAddress = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri;

        await http.GetAsync("/v1/models").ProblemAsync(503, "keys-not-read");
    }
}
