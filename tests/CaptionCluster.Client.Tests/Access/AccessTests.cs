using System.Net;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Access;

public sealed class AccessTests
{
    private const string Key = "a-key-of-more-than-16-characters";

    [Fact]
    public async Task Post_KeysAreConfigured_OnlyTheyOpen()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:ApiKeys:0", "another-key-another-key"),
            ("CaptionCluster:ApiKeys:1", Key)
        );
        using var http = server.CreateHttpClient();

        await http.CaptionAsync(Pictures.Dog).ProblemAsync(401, "key-needed");
        await SendAsync(http, "X-Api-Key", Key + "x").ProblemAsync(401, "key-needed");
        await SendAsync(http, "Authorization", "Basic " + Key).ProblemAsync(401, "key-needed");
        await SendAsync(http, "Authorization", "Bearer " + Key).AnswerAsync();
        await SendAsync(http, "X-Api-Key", Key).AnswerAsync();
        using var probe = await http.GetAsync("/health/ready");

        Assert.True(probe.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Request_WithoutAKey_IsRefusedAtEveryEndpointOfTheApi()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Key));
        using var http = server.CreateHttpClient();
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (method, endpoint.RoutePattern.RawText))
            )
            .ToArray();

        Assert.NotEmpty(endpoints);
        foreach (var (method, path) in endpoints)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(method),
                path!.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
            );
            await http.SendAsync(request).ProblemAsync(401, "key-needed");
        }
    }

    /// <summary>The keys of captions and of metrics are not the admin's, and the metrics' captions nothing.</summary>
    [Theory]
    [InlineData("DELETE", "/v1/captions/596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb", Key, 403, "admin-only")]
    [InlineData("POST", "/v1/models/default/reload", Key, 403, "admin-only")]
    [InlineData("POST", "/v1/models/default/reload", "the-metrics-own-key", 403, "scope-needed")]
    [InlineData("GET", "/v1/models", "the-metrics-own-key", 403, "scope-needed")]
    public async Task Request_WithAKeyOfAnotherScope_IsRefused(string method, string path, string key, int status, string code)
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:ApiKeys:0", Key),
            ("CaptionCluster:AdminKey", "the-admins-own-key"),
            ("CaptionCluster:MetricsKey", "the-metrics-own-key")
        );
        using var http = server.CreateHttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("X-Api-Key", key);

        await http.SendAsync(request).ProblemAsync(status, code);
    }

    [Fact]
    public void Start_OnEveryAddressWithoutKeys_FailsAndSaysWhatToSet()
    {
        var error = Assert.ThrowsAny<Exception>(() => CaptionServer.Start(new FakeRepository(), IPAddress.Any));

        Assert.Contains("CaptionCluster:ApiKeys", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "http://localhost:5000;http://+:5001")]
    [InlineData("http_ports", "5000")]
    [InlineData("Kestrel:Endpoints:Public:Url", "http://0.0.0.0:5000")]
    public void Start_ConfiguredForEveryAddressWithoutKeys_Fails(string setting, string value)
    {
        var error = Assert.ThrowsAny<Exception>(() => CaptionServer.Start(new FakeRepository(), IPAddress.Loopback, (setting, value)));

        Assert.Contains("CaptionCluster:ApiKeys", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CaptionCluster:AllowAnonymous", "true")]
    [InlineData("CaptionCluster:ApiKeys:0", Key)]
    public async Task Start_OnEveryAddressWithAWordOnAccess_Runs(string setting, string value)
    {
        await using var server = await CaptionServer.StartAsync(IPAddress.Any, (setting, value));

        Assert.NotEqual(0, server.Address.Port);
    }

    [Fact]
    public void Start_WithAShortKey_Fails()
    {
        var error = Assert.ThrowsAny<Exception>(() =>
            CaptionServer.Start(new FakeRepository(), IPAddress.Loopback, ("CaptionCluster:ApiKeys:0", "short"))
        );

        Assert.Contains("16 characters", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://127.1.2.3:5000", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("http://unix:/tmp/captions.sock", true)]
    [InlineData("http://0.0.0.0:5000", false)]
    [InlineData("http://[::]:5000", false)]
    [InlineData("http://*:5000", false)]
    [InlineData("https://captions.example:443", false)]
    [InlineData("http://10.0.0.7:5000", false)]
    public void IsLocal_Address_TellsWhoCanReachIt(string address, bool local) => Assert.Equal(local, Listening.IsLocal(address));

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = new ByteArrayContent(Pictures.Dog) };
        request.Headers.TryAddWithoutValidation(header, value);
        return http.SendAsync(request);
    }
}
