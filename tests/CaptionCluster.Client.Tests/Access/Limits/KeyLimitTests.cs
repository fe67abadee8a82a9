using System.Net;
using CaptionCluster.Client.Tests.Fakes;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Limits;

public sealed class KeyLimitTests() : ServerTests(AdminSetting)
{
    [Fact]
    public async Task Requests_MoreThanAMinuteHas_AreRefusedAndToldWhen()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "two a minute", "requestsPerMinute": 2}""");

        using var first = await Http.GetAsync("/v1/models", text);
        using var second = await Http.GetAsync("/v1/models", text);
        using var third = await Http.GetAsync("/v1/models", text);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("\"minute\";q=2;w=60", Header(first, "RateLimit-Policy"));
        Assert.Matches("^\"minute\";r=1;t=(60|5[0-9])$", Header(first, "RateLimit"));
        Assert.Matches("^\"minute\";r=0;t=[0-9]+$", Header(second, "RateLimit"));
        Assert.Matches("^\"minute\";r=0;t=[0-9]+$", Header(third, "RateLimit"));
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        var problem = await Task.FromResult(third).ProblemAsync(429, "too-many-requests");
        Assert.Contains("2 requests a minute", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OfAnotherKey_AreNotCounted()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "one a minute", "requestsPerMinute": 1}""");
        var (other, _) = await Http.MakeKeyAsync("""{"name": "one a minute too", "requestsPerMinute": 1}""");

        await Http.GetAsync("/v1/models", text).AnswerAsync();

        await Http.GetAsync("/v1/models", other).AnswerAsync();
        await Http.GetAsync("/v1/models", text).ProblemAsync(429, "too-many-requests");
    }

    [Fact]
    public async Task Requests_AtOnce_AreRefusedWhileOthersRunAndLetInAfter()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "two at once", "requestsPerMinute": 100, "concurrentRequests": 2}""");
        Server.Model.Encode.Close();
        var running = new[] { CaptionAsync(text), CaptionAsync(text) };
        foreach (var _ in running) await Server.Model.Encode.ArrivedAsync();

        using var refused = await Http.GetAsync("/v1/models", text);
        Server.Model.Open();
        foreach (var answer in running) await answer.AnswerAsync();
        using var later = await Http.GetAsync("/v1/models", text);

        Assert.Equal("\"minute\";q=100;w=60, \"at-once\";q=2;qu=\"concurrent-requests\"", Header(refused, "RateLimit-Policy"));
        Assert.Equal("\"at-once\";r=0", Header(refused, "RateLimit"));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await Task.FromResult(refused).ProblemAsync(429, "too-many-requests");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Matches("r=97;", Header(later, "RateLimit")); // The refused one was not counted.
    }

    [Fact]
    public async Task Problem_OfAKeyWithLimits_SaysHowTheyStandToo()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "two a minute", "requestsPerMinute": 2}""");

        using var answer = await Http.GetAsync("/v1/captions/not-a-digest", text);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("\"minute\";r=1;", Header(answer, "RateLimit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OfAKeyWithoutLimits_SayNothingOfLimits()
    {
        var (text, _) = await Http.MakeKeyAsync("""{"name": "any number"}""");

        using var answer = await Http.GetAsync("/v1/models", text);

        Assert.False(answer.Headers.Contains("RateLimit-Policy"));
        Assert.False(answer.Headers.Contains("RateLimit"));
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    private Task<HttpResponseMessage> CaptionAsync(string key)
    {
        var request = With(key, HttpMethod.Post, "/v1/captions");
        request.Content = new ByteArrayContent(Pictures.New());
        return Http.SendAsync(request);
    }
}
