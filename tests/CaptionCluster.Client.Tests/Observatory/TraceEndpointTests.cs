using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Observatory;

public sealed class TraceEndpointTests(TraceEndpointTests.TracedServer traced) : IClassFixture<TraceEndpointTests.TracedServer>
{
    private HttpClient Http => traced.Http;

    [Fact]
    public async Task Get_RequestThatWasComputed_ShowsItsWayAndItsBatch()
    {
        var digest = (string)(await Http.CaptionAsync(Pictures.New()).AnswerAsync())["image"]!["sha256"]!;

        var summary = await SummaryAsync(digest, "computed");
        var trace = await Http.GetAsync($"/v1/traces/{summary["id"]}").AnswerAsync();

        Assert.Equal(("POST /v1/captions/", 200), ((string?)summary["name"], (int)summary["status"]!));
        var names = trace["spans"]!.AsArray().Select(span => (string)span!["name"]!).ToList();
        Assert.Equal("POST /v1/captions/", names[0]);
        Assert.Contains("caption.request", names);
        Assert.Empty(trace["silent"]!.AsArray());
        Assert.All(trace["spans"]!.AsArray().Skip(1), span => Assert.True((double)span!["startMs"]! >= 0));
        Assert.DoesNotContain("127.0.0.1", trace.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_RequestThatWasRefused_IsToldWithItsStatus()
    {
        await Http.PostAsync("/v1/captions?numBeams=1000", new ByteArrayContent(Pictures.New())).ProblemAsync(422, "invalid-option");

        await Patience.UntilAsync("it is kept", async () => (await ListAsync("recent")).Any(trace => (int)trace["status"]! == 422));
    }

    [Fact]
    public async Task Get_WhoOnlyLooks_IsNotKept()
    {
        await Http.GetAsync("/v1/models").AnswerAsync();
        await Http.GetAsync("/health/ready").AnswerAsync();

        Assert.DoesNotContain(await ListAsync("recent"), trace => ((string)trace["name"]!).StartsWith("GET", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/traces?kind=interesting", 422, "invalid-option")]
    [InlineData("/v1/traces/0123", 404, "no-such-trace")]
    [InlineData("/v1/traces/0123456789abcdef0123456789abcdef", 404, "no-such-trace")]
    public async Task Get_WhatIsNotThere_SaysSo(string path, int status, string code) =>
        await Http.GetAsync(path).ProblemAsync(status, code);

    [Fact]
    public async Task Get_NoneAreKept_SaysHowToTurnItOn()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();

        var problem = await http.GetAsync("/v1/traces").ProblemAsync(404, "traces-off");

        Assert.Contains("CaptionCluster:Traces:Enabled", (string?)problem["detail"], StringComparison.Ordinal);
    }

    private async Task<JsonNode> SummaryAsync(string digest, string source)
    {
        JsonNode? found = null;
        await Patience.UntilAsync("the request is kept", async () =>
        {
            found = (await ListAsync("recent")).FirstOrDefault(
                trace => (string?)trace["digest"] == digest && (string?)trace["source"] == source);
            return found is not null;
        });
        return found!;
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string kind) =>
        [.. (await Http.GetAsync($"/v1/traces?kind={kind}&limit=1000").AnswerAsync())["traces"]!.AsArray().Select(trace => trace!)];

    public sealed class TracedServer() : ServerTests(("CaptionCluster:Traces:Enabled", "true"))
    {
        internal new HttpClient Http => base.Http;
    }
}
