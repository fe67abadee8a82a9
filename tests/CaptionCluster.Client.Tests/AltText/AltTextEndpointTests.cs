using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.AltText;

public sealed class AltTextEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string OnePixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Post_Picture_AnswersWithAltTextAlone()
    {
        var picture = Pictures.New();

        var answer = await PostAsync(picture, "").AnswerAsync();

        Assert.Equal("A dog runs", (string?)answer["altText"]);
        Assert.Equal("alt=\"A dog runs\"", (string?)answer["altAttribute"]);
        Assert.Equal("![A dog runs]()", (string?)answer["altMarkdown"]);
        Assert.Equal("A dog runs.", (string?)answer["caption"]);
        Assert.True((bool?)answer["publishable"]);
        Assert.False((bool?)answer["decorative"]);
        Assert.False((bool?)answer["unreadText"]);
        Assert.Null(answer["confidence"]);
        Assert.Equal("computed", (string?)answer["source"]);
        Assert.Equal("hit", (string?)(await PostAsync(picture, "").AnswerAsync())["source"]);
    }

    [Fact]
    public async Task Post_MinQuality_SaysWhetherItIsReachedAndIsAHitAllTheSame()
    {
        var picture = Pictures.New();
        await _http.CaptionAsync(picture).AnswerAsync();

        var low = await _http.CaptionAsync(picture, "?minQuality=0.5").AnswerAsync();
        var good = await _http.CaptionAsync(picture, "?minQuality=0.4").AnswerAsync();
        var usual = await _http.CaptionAsync(picture).AnswerAsync();

        Assert.False((bool?)low["publishable"]);
        Assert.Equal("low-quality", (string?)low["reason"]!["code"]);
        Assert.Equal("Its quality is 0.4; 0.5 is asked for.", (string?)low["reason"]!["detail"]);
        Assert.Equal("A dog runs", (string?)low["altText"]);
        Assert.All([good, usual], answer => Assert.True((bool?)answer["publishable"]));
        Assert.All([low, good, usual], answer => Assert.Equal("hit", (string?)answer["source"]));
        Assert.Null(usual["reason"]);
    }

    [Fact]
    public async Task Post_PictureWithoutContent_IsDecorative()
    {
        var answer = await PostAsync(Convert.FromBase64String(OnePixel), "?minQuality=1").AnswerAsync();

        Assert.True((bool?)answer["decorative"]);
        Assert.True((bool?)answer["publishable"]);
        Assert.Equal("alt=\"\"", (string?)answer["altAttribute"]);
        Assert.Equal("![]()", (string?)answer["altMarkdown"]);
    }

    [Fact]
    public async Task Post_JsonAndForm_TakeTheOptions()
    {
        var picture = Convert.ToBase64String(Pictures.New());
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Pictures.New()), "file", "a.jpg" },
            { new StringContent("0.9"), "minQuality" },
        };

        var json = await _http
            .CaptionJsonAsync(
                $$$"""{"image":{"base64":"{{{picture}}}"},"altText":{"maxLength":40,"genderNeutral":true,"minQuality":0.9}}"""
            )
            .AnswerAsync();
        var filled = await _http.PostAsync("/v1/captions", form).AnswerAsync();

        Assert.False((bool?)json["publishable"]);
        Assert.False((bool?)filled["publishable"]);
    }

    [Theory]
    [InlineData("maxLength=19", "maxLength")]
    [InlineData("maxLength=1001", "maxLength")]
    [InlineData("maxLength=-5", "maxLength")]
    [InlineData("maxLength=forty", "maxLength")]
    [InlineData("genderNeutral=maybe", "genderNeutral")]
    [InlineData("minQuality=1.1", "minQuality")]
    [InlineData("minQuality=NaN", "minQuality")]
    [InlineData("minQuality=", "minQuality")]
    [InlineData("minQuality=0.1&minQuality=0.2", "minQuality")]
    public async Task Post_WrongOption_IsRefusedByName(string query, string option)
    {
        foreach (var address in new[] { "/v1/alt-text?", "/v1/captions?" })
        {
            var problem = await _http.PostAsync(address + query, new ByteArrayContent(Pictures.Dog)).ProblemAsync(422, "invalid-option");
            Assert.Equal(option, (string?)problem["option"]);
        }

        await _http.PostLinesAsync("/v1/captions/batch?" + query, "{}").ProblemAsync(422, "invalid-option");
        await _http.GetAsync($"/v1/captions/{new string('a', 64)}?{query}").ProblemAsync(422, "invalid-option");
    }

    [Theory]
    [InlineData("""{"maxLength":"40"}""", "'altText.maxLength' must be a number.")]
    [InlineData("""{"genderNeutral":1}""", "'altText.genderNeutral' must be true or false.")]
    [InlineData("""{"length":40}""", "'altText.length' is unknown; known are genderNeutral, maxLength, minQuality.")]
    [InlineData("40", "'altText' must be an object.")]
    public async Task Post_WrongJson_SaysWhatWasWrong(string altText, string detail)
    {
        var problem = await _http
            .CaptionJsonAsync($$$"""{"image":{"base64":"{{{Convert.ToBase64String(Pictures.Dog)}}}"},"altText":{{{altText}}}}""")
            .ProblemAsync(422, "invalid-option");

        Assert.Equal(detail, (string?)problem["detail"]);
    }

    [Fact]
    public async Task Batch_LineOfItsOwn_HasItsOwnStyle()
    {
        var picture = Convert.ToBase64String(Pictures.New());
        using var response = await _http.PostLinesAsync(
            "/v1/captions/batch?minQuality=0.9",
            $$$"""{"id":"all","image":{"base64":"{{{picture}}}"}}""",
            $$$"""{"id":"own","image":{"base64":"{{{picture}}}"},"altText":{"maxLength":20}}"""
        );
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!);

        Assert.All(lines, line => Assert.False((bool?)line["result"]!["publishable"]));
    }

    [Fact]
    public async Task Job_AltTextOptions_BelongToItsResults()
    {
        await _http.PostFilesAsync("/v1/jobs?minQuality=0.9", Pictures.New()).ProblemAsync(422, "invalid-option");
        var job = await _http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();
        await _http.EndAsync(job);
        var results = (string)job["links"]!["results"]!;

        var line = JsonNode.Parse(await _http.GetStringAsync(results + "?minQuality=0.9"))!;
        var csv = await _http.GetStringAsync(results + "?format=csv&minQuality=0.9");
        var page = await _http.GetAsync($"/v1/jobs/{job["id"]}?minQuality=0.9").JsonAsync();

        Assert.Equal("low-quality", (string?)line["result"]!["reason"]!["code"]);
        Assert.Contains(",False,False,False,low-quality,", csv, StringComparison.Ordinal);
        Assert.False((bool?)page["results"]![0]!["result"]!["publishable"]);
        await _http.GetAsync(results + "?minQuality=2").ProblemAsync(422, "invalid-option");
        await _http.GetAsync($"/v1/jobs/{job["id"]}?maxLength=x").ProblemAsync(422, "invalid-option");
    }

    private Task<HttpResponseMessage> PostAsync(byte[] picture, string query) =>
        _http.PostAsync("/v1/alt-text" + query, new ByteArrayContent(picture));
}
