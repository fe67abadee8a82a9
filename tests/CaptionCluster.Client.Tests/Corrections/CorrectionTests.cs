using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Corrections;

/// <summary>What a person wrote in the place of a caption: answered from then on, until it is taken back.</summary>
public sealed class CorrectionTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Sentence = "Rex, who says \"WOOF\", runs through the wet grass";

    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Put_KnownPicture_IsAnsweredAsAHitUntilItIsTakenBack()
    {
        var (picture, path) = await CaptionedAsync();
        using var before = await _http.GetAsync(path);
        var models = (await Body(before))["caption"]!.ToString();

        using var put = await PutAsync(path, Sentence);
        using var after = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        foreach (var answer in new[] { await Body(put), await Body(after), await _http.CaptionAsync(picture).AnswerAsync() })
        {
            Assert.Equal((Sentence, models), ((string?)answer["caption"], (string?)answer["modelCaption"]));
            Assert.Equal("person", (string?)answer["author"]);
            Assert.Equal((Sentence, "hit"), ((string?)answer["altText"], (string?)answer["source"]));
            Assert.True((bool?)answer["publishable"]);
        }

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(put.Headers.ETag, after.Headers.ETag);

        using var deleted = await _http.DeleteAsync(path + "/correction");
        using var at = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(before.Headers.ETag, at.Headers.ETag);
        Assert.Equal(("model", null), ((string?)(await Body(at))["author"], (await Body(at))["modelCaption"]));
        await _http.DeleteAsync(path + "/correction").ProblemAsync(404, "no-correction");
    }

    /// <summary>Also what is computed after it, in the other ways that captions are asked for.</summary>
    [Fact]
    public async Task Put_KnownPicture_HoldsForEveryDecodingBatchAndAltText()
    {
        var (picture, path) = await CaptionedAsync();
        using (await PutAsync(path, Sentence)) { }

        var computed = await _http.CaptionAsync(picture, "?numBeams=2").AnswerAsync();
        var altText = await _http.PostAsync("/v1/alt-text", new ByteArrayContent(picture)).AnswerAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "file", "a.jpg" } };
        using var batch = await _http.PostAsync("/v1/captions/batch", form);
        var line = JsonNode.Parse(await batch.Content.ReadAsStringAsync())!;

        Assert.Equal(("computed", Sentence), ((string?)computed["source"], (string?)computed["caption"]));
        Assert.Equal(("person", Sentence), ((string?)altText["author"], (string?)altText["altText"]));
        Assert.Equal(("person", Sentence), ((string?)line["result"]!["author"], (string?)line["result"]!["caption"]));
    }

    [Fact]
    public async Task Put_Again_TakesThePlaceOfTheFirst()
    {
        var (_, path) = await CaptionedAsync();
        using var first = await PutAsync(path, "One.");

        using var second = await PutAsync(path, "  Two.  ");

        Assert.Equal("Two.", (string?)(await Body(second))["caption"]);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal("A dog runs.", (string?)(await Body(second))["modelCaption"]);
    }

    [Fact]
    public async Task Put_UnknownPicture_IsRefused()
    {
        var path = $"/v1/captions/{ImageDigest.Compute(Pictures.New())}";

        await PutAsync(path, Sentence).ProblemAsync(404, "never-seen");
        await PutAsync("/v1/captions/abc", Sentence).ProblemAsync(400, "malformed-digest");
        await PutAsync(path, Sentence, "?model=none").ProblemAsync(422, "invalid-option");
        await _http.DeleteAsync(path + "/correction").ProblemAsync(404, "no-correction");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData("...")]
    [InlineData("two\nlines")]
    [InlineData("a \u0007 bell")]
    [InlineData("turned \u202E round")]
    public async Task Put_NoSentence_IsRefused(string? text)
    {
        var path = $"/v1/captions/{ImageDigest.Compute(Pictures.Dog)}";

        Assert.Equal("caption", (string?)(await PutAsync(path, text).ProblemAsync(422, "invalid-option"))["option"]);
    }

    [Fact]
    public async Task Put_TooLongOrNoJson_IsRefused()
    {
        var (_, path) = await CaptionedAsync();

        await PutAsync(path, new string('a', 501)).ProblemAsync(422, "invalid-option");
        await PutJsonAsync(path, "a dog").ProblemAsync(400, "malformed-json");
        await PutJsonAsync(path, """{"caption":"a dog","by":"me"}""").ProblemAsync(400, "malformed-json");
        using var longest = await PutAsync(path, string.Concat(Enumerable.Repeat("👩‍🚀", 499)) + "a");
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
    }

    [Fact]
    public async Task Delete_CorrectedPicture_ForgetsTheCorrectionToo()
    {
        var (picture, path) = await CaptionedAsync();
        using (await PutAsync(path, Sentence)) { }

        using (await _http.DeleteAsync(path)) { }

        var anew = await _http.CaptionAsync(picture).AnswerAsync();
        Assert.Equal(("computed", "model"), ((string?)anew["source"], (string?)anew["author"]));
    }

    [Fact]
    public async Task List_Corrections_AreLinesWithBothSentences()
    {
        var (picture, path) = await CaptionedAsync();
        using (await PutAsync(path, Sentence)) { }

        using var response = await _http.GetAsync("/v1/corrections");

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = lines.Select(text => JsonNode.Parse(text)!)
            .Single(line => (string?)line["sha256"] == ImageDigest.Compute(picture).ToString());
        Assert.Equal(
            ("default", new string('7', 64), "a dog runs", Sentence),
            ((string?)line["model"], (string?)line["revision"], (string?)line["modelCaption"], (string?)line["caption"]));
        Assert.InRange(TimeProvider.System.GetUtcNow() - (DateTimeOffset)line["at"]!, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    private async Task<(byte[] Picture, string Path)> CaptionedAsync()
    {
        var picture = Pictures.New();
        await _http.CaptionAsync(picture).AnswerAsync();
        return (picture, $"/v1/captions/{ImageDigest.Compute(picture)}");
    }

    private Task<HttpResponseMessage> PutAsync(string path, string? text, string query = "") =>
        PutJsonAsync(path, JsonSerializer.Serialize(new { caption = text }), query);

    private Task<HttpResponseMessage> PutJsonAsync(string path, string json, string query = "") =>
        _http.PutAsync(path + "/correction" + query, new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<JsonNode> Body(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
