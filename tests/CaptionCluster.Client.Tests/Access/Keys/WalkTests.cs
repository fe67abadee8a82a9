using System.Net;
using CaptionCluster.Client.Tests.Fakes;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Keys;

/// <summary>Every operation of the description, asked for off loopback by everyone who must not be let in.</summary>
public sealed class WalkTests : IAsyncLifetime
{
    private CaptionServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _server = await CaptionServer.StartAsync(IPAddress.Any, AdminSetting, ("CaptionCluster:ApiKeys:0", "one-of-the-configuration"));
        _http = _server.CreateHttpClient();
        _http.BaseAddress = new UriBuilder(_server.Address) { Host = "127.0.0.1" }.Uri;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Operations_WithoutAGoodKey_AreRefused()
    {
        var (revoked, id) = await _http.MakeKeyAsync("""{"name": "revoked", "scopes": ["admin"]}""");
        await _http.RevokeKeyAsync(id);
        var expired = await ExpiredAsync();
        var (live, _) = await _http.MakeKeyAsync("""{"name": "live", "scopes": ["metrics"]}""");

        foreach (var (method, path) in await OperationsAsync())
        {
            foreach (var key in new[] { null, "", "cck_a-key-that-nobody-made", "one-of-the-configuratioN", revoked, expired })
            {
                await SendAsync(key, method, path).ProblemAsync(401, "key-needed");
            }

            if (!path.StartsWith("/v1/session", StringComparison.Ordinal))
            {
                using var refused = await SendAsync(live, method, path);
                Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {refused.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    public async Task HealthAndPage_WithoutAKey_Answer(string path)
    {
        using var answer = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> ExpiredAsync()
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(1);
        var (text, _) = await _http.MakeKeyAsync($$"""{"name": "short", "scopes": ["admin"], "expiresAt": "{{end:O}}"}""");
        await Patience.UntilAsync("the key has expired", async () =>
        {
            using var answer = await _http.GetAsync("/v1/models", text);
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        });
        return text;
    }

    private async Task<IReadOnlyList<(HttpMethod Method, string Path)>> OperationsAsync()
    {
        var api = await _http.GetAsync("/openapi/v1.json").JsonAsync();
        var operations = api["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (new HttpMethod(operation.Key.ToUpperInvariant()), path.Key)))
            .ToList();
        Assert.Contains((HttpMethod.Post, "/v1/keys"), operations);
        Assert.True(operations.Count > 12);
        return operations;
    }

    private Task<HttpResponseMessage> SendAsync(string? key, HttpMethod method, string path)
    {
        var address = path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        return _http.SendAsync(With(key, method, address));
    }
}
