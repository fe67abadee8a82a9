using System.Net;
using System.Text.RegularExpressions;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Keys;

/// <summary>Everything that a server off loopback answers, asked for by everyone who must not be let in.</summary>
public sealed class WalkTests(GuardedServer guarded) : IClassFixture<GuardedServer>
{
    private readonly HttpClient _http = guarded.Http;

    [Fact]
    public async Task Operations_WithoutAGoodKey_AreRefused()
    {
        foreach (var (method, path) in await OperationsAsync())
        {
            foreach (var key in guarded.BadKeys) await SendAsync(key, method, path).ProblemAsync(401, "key-needed");
            if (path.StartsWith("/v1/session", StringComparison.Ordinal)) continue; // For any key.
            using var refused = await SendAsync(guarded.ForMetrics, method, path);
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{method} {path}: {refused.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/")]
    [InlineData("/docs/scalar.js")]
    public async Task WhatIsNotOfTheApi_WithoutAGoodKey_IsRefused(string path)
    {
        foreach (var key in guarded.BadKeys) await SendAsync(key, HttpMethod.Get, path).ProblemAsync(401, "key-needed");
        using var admins = await _http.GetAsync(path, Admin);

        Assert.Equal(HttpStatusCode.OK, admins.StatusCode);
    }

    [Fact]
    public async Task Metrics_ByScope_AreForThatAlone()
    {
        await _http.GetAsync("/metrics", guarded.ForCaptions).ProblemAsync(403, "scope-needed");
        using var scraped = await _http.GetAsync("/metrics", guarded.ForMetrics);

        Assert.Contains("# TYPE", await scraped.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs/")]
    [InlineData("/openapi/v1.json")]
    public async Task Reference_SignedIn_IsReadByBrowsers(string path)
    {
        var stranger = await _http.GetAsync(path).ProblemAsync(401, "key-needed");
        using var session = await SendAsync(guarded.ForCaptions, HttpMethod.Post, "/v1/session");
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", session.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await _http.SendAsync(request);

        Assert.Contains("sign in on this server's page", (string?)stranger["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Those of facades too, and whatever is added.</summary>
    [Fact]
    public async Task Endpoints_WithoutAKey_AreHealthAndThePage()
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in guarded.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var path = Regex.Replace(pattern, "{[^}]*}", "v1", RegexOptions.None, TimeSpan.FromSeconds(1));
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.FirstOrDefault() ?? "GET";
            using var answer = await SendAsync(null, new HttpMethod(method), path);
            if (answer.StatusCode != HttpStatusCode.Unauthorized) open.Add(pattern);
        }

        open.Remove("/"); // In the place of the page, where that was not built.
        Assert.Equal(["/health/live", "/health/ready", "/v2/health/live", "/v2/health/ready"], open);
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

    private async Task<IReadOnlyList<(HttpMethod Method, string Path)>> OperationsAsync()
    {
        var api = await _http.GetAsync("/openapi/v1.json", Admin).JsonAsync();
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
