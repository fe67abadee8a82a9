using System.Globalization;
using System.Text.RegularExpressions;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Operations;

public sealed class OperationsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Metrics_AfterAMissAHitAndARefusal_CountsThem()
    {
        var picture = Pictures.New();
        using var saved = new SavedSeconds(fixture.Server);
        await _http.CaptionAsync(picture).AnswerAsync();
        await _http.CaptionAsync(picture).AnswerAsync();
        await _http.CaptionAsync([1]).ProblemAsync(415, "unsupported-format");

        var metrics = await _http.GetStringAsync("/metrics");

        Assert.Matches(
            "caption_requests_total{[^}]*outcome=\"ok\"[^}]*source=\"hit\"|caption_requests_total{[^}]*source=\"hit\"[^}]*outcome=\"ok\"",
            metrics
        );
        Assert.Matches("caption_requests_total{[^}]*outcome=\"refused\"", metrics);
        Assert.Contains("caption_inference_saved_seconds_total", metrics, StringComparison.Ordinal);
        Assert.Equal(0.03, saved.Total, 1e-9); // the sample caption's encoding and decoding
        Assert.Contains("caption_cache_entries", metrics, StringComparison.Ordinal);
        Assert.Contains("caption_intake_buffered_bytes", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryFormAndOption()
    {
        var api = await _http.GetAsync("/openapi/v1.json").JsonAsync();

        var post = api["paths"]!["/v1/captions"]!["post"]!;
        Assert.Equal(4, post["requestBody"]!["content"]!.AsObject().Count);
        Assert.Contains(post["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == "noRepeatNgramSize");
        Assert.NotNull(post["responses"]!["429"]);
        Assert.Contains(
            api["paths"]!["/v1/captions/{sha256}"]!["get"]!["parameters"]!.AsArray(),
            parameter => (string?)parameter!["name"] == "sha256"
        );
        Assert.NotNull(api["paths"]!["/v1/models"]);
        foreach (var option in DecodingOption.All)
        {
            var parameter = Assert.Single(post["parameters"]!.AsArray(), parameter => (string?)parameter!["name"] == option.Name)!;
            var inJson = post["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["decoding"]!["properties"]![
                option.Name
            ]!;
            Assert.Equal((option.Description, option.Description), ((string?)parameter["description"], (string?)inJson["description"]));
            Assert.Equal(
                (option.Limits.Min, option.Limits.Max),
                ((double?)parameter["schema"]!["minimum"], (double?)parameter["schema"]!["maximum"])
            );
        }

        var models = api["components"]!["schemas"]!["DecodingAnswer"]!["properties"]!.AsObject();
        Assert.Equal("number", (string?)models["temperature"]!["type"]);
        Assert.False(models.ContainsKey("seed"));
        Assert.Contains(
            "as good as a person's",
            (string?)api["components"]!["schemas"]!["CaptionAnswer"]!["properties"]!["quality"]!["description"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task OpenApi_DescribesKeysHeadersAndTheDoor()
    {
        var api = await _http.GetAsync("/openapi/v1.json").JsonAsync();

        Assert.Equal("X-Api-Key", (string?)api["components"]!["securitySchemes"]!["apiKey"]!["name"]);
        Assert.Equal("bearer", (string?)api["components"]!["securitySchemes"]!["bearer"]!["scheme"]);
        Assert.Equal("cookie", (string?)api["components"]!["securitySchemes"]!["session"]!["in"]);
        Assert.Equal(4, api["security"]!.AsArray().Count); // any, or none
        var paths = api["paths"]!;
        var post = paths["/v1/captions"]!["post"]!;
        string[] names = [.. post["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!)];
        foreach (var header in (string[])["Prefer", "Idempotency-Key", "Webhook-Url"])
        {
            Assert.Contains(header, names);
        }

        Assert.Contains(
            paths["/v1/jobs/{id}/events"]!["get"]!["parameters"]!.AsArray(),
            parameter => (string?)parameter!["name"] == "Last-Event-ID"
        );
        foreach (var status in (string[])["202", "401", "403", "408", "421", "429", "500"])
        {
            Assert.NotNull(post["responses"]![status]);
        }

        foreach (var status in (string[])["403", "404", "422", "503"])
        {
            Assert.NotNull(paths["/v1/models/{name}/reload"]!["post"]!["responses"]![status]);
        }

        Assert.NotNull(paths["/v1/jobs/{id}/events"]!["get"]!["responses"]!["204"]);
    }

    [Fact]
    public async Task Metrics_WithAKeyOfTheirOwn_DemandIt()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:MetricsKey", "scrape-scrape-scrape"),
            ("CaptionCluster:ApiKeys:0", "caption-caption-caption")
        );
        using var http = server.CreateHttpClient();

        await http.GetAsync("/metrics").ProblemAsync(401, "key-needed");
        await AskAsync("caption-caption-caption").ProblemAsync(403, "scope-needed");
        Assert.Contains("caption_", await (await AskAsync("scrape-scrape-scrape")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task<HttpResponseMessage> AskAsync(string key) =>
            http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "Authorization", "Bearer " + key } } });
    }

    [Fact]
    public async Task Docs_LoadNothingFromElsewhere()
    {
        var html = await _http.GetStringAsync("/docs/");

        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        Assert.DoesNotContain("cdn", html, StringComparison.OrdinalIgnoreCase);
        foreach (
            Match script in Regex.Matches(
                html,
                "<script[^>]* src=\"(?<src>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
        )
        {
            using var response = await _http.GetAsync(new Uri(new Uri(_http.BaseAddress!, "/docs/"), script.Groups["src"].Value));
            Assert.True(response.IsSuccessStatusCode, script.Value);
        }
    }

    [Fact]
    public async Task Root_IsAPage()
    {
        using var response = await _http.GetAsync("/");

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("CaptionCluster", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
