using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class KnownCaptionEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Get_KnownPicture_AnswersLikeAHit()
    {
        var picture = Pictures.New();
        var digest = ImageDigest.Compute(picture);
        await _http.CaptionAsync(picture).AnswerAsync();

        using var response = await _http.GetAsync($"/v1/captions/{digest}");
        var upperCase = await _http.GetAsync($"/v1/captions/{digest.ToString().ToUpperInvariant()}").AnswerAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "private, no-cache",
            string.Join(", ", response.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", ")).Order().Reverse())
        );
        Assert.StartsWith("total;dur=", Assert.Single(response.Headers.GetValues("Server-Timing")), StringComparison.Ordinal);
        Assert.Equal("hit", (string?)upperCase["source"]);
    }

    [Fact]
    public async Task Get_WithTheETagOfThePost_IsNotModified()
    {
        var picture = Pictures.New();
        using var posted = await _http.CaptionAsync(picture);
        using var request = Get($"/v1/captions/{ImageDigest.Compute(picture)}", $"\"other\", {posted.Headers.ETag}");

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(posted.Headers.ETag, response.Headers.ETag);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_WithTheETagOfAnotherDecoding_IsAnswered()
    {
        var picture = Pictures.New();
        using var posted = await _http.CaptionAsync(picture);
        using var other = await _http.CaptionAsync(picture, "?numBeams=2");
        using var request = Get($"/v1/captions/{ImageDigest.Compute(picture)}?numBeams=2", posted.Headers.ETag!.ToString());

        var answer = await _http.SendAsync(request).AnswerAsync();

        Assert.NotEqual(posted.Headers.ETag, other.Headers.ETag);
        Assert.Equal("A dog runs.", (string?)answer["caption"]);
    }

    [Fact]
    public async Task Get_NeverSeen_Is404() =>
        await _http.GetAsync($"/v1/captions/{SampleCaptions.Digest(-1)}").ProblemAsync(404, "never-seen");

    [Fact]
    public async Task Get_OtherDecodingThanWasAsked_Is404()
    {
        var picture = Pictures.New();
        await _http.CaptionAsync(picture).AnswerAsync();

        await _http.GetAsync($"/v1/captions/{ImageDigest.Compute(picture)}?numBeams=7").ProblemAsync(404, "never-seen");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task Get_NoDigest_Is400(string digest) =>
        await _http.GetAsync("/v1/captions/" + digest).ProblemAsync(400, "malformed-digest");

    private static HttpRequestMessage Get(string path, string etags)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", etags);
        return request;
    }
}
