using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Choices;

/// <summary>The same options in a query, a form, a JSON body and a line of JSON are the same options.</summary>
public sealed class OptionSpellingTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("numBeams=2", "2", "2", "numBeams")]
    [InlineData("numBeams=%202%20", "2.0", " 2\r\n", "numBeams")]
    [InlineData("numBeams=2e0", "2e0", "+2", "numBeams")]
    [InlineData("lengthPenalty=0.5", "0.5", ".5", "lengthPenalty")]
    [InlineData("lengthPenalty=5e-1", "5E-1", " 0.50", "lengthPenalty")]
    [InlineData("rerank=TRUE", "true", "True", "rerank")]
    [InlineData("earlyStopping=Never", "\"never\"", " never", "earlyStopping")]
    [InlineData("earlyStopping=true", "true", "TRUE", "earlyStopping")]
    public async Task Post_SameValueAnywhere_IsTheSameCaption(string query, string json, string field, string name)
    {
        var picture = Pictures.New();
        var base64 = Convert.ToBase64String(picture);
        Assert.Equal("computed", (string?)(await _http.CaptionAsync(picture, "?" + query).AnswerAsync())["source"]);

        var body = await _http
            .CaptionJsonAsync($$$"""{"decoding":{"{{{name}}}":{{{json}}}},"image":{"base64":"{{{base64}}}"}}""")
            .AnswerAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(field), name },
            { new ByteArrayContent(picture), "file", "a.jpg" },
        };
        var inForm = await _http.PostAsync("/v1/captions", form).AnswerAsync();
        var line = await LineAsync($$$"""{"decoding":{"{{{name}}}":{{{json}}}},"image":{"base64":"{{{base64}}}"}}""");

        Assert.All([body, inForm, line["result"]!], answer => Assert.Equal("hit", (string?)answer["source"]));
    }

    [Theory]
    [InlineData("""["tokens","timing"]""")]
    [InlineData("""["tokens, timing"]""")]
    [InlineData("""[" timing","tokens"]""")]
    public async Task Post_SameListAnywhere_IncludesTheSame(string json)
    {
        var picture = Pictures.New();
        using var repeated = Form(picture, "tokens", "timing");
        using var joined = Form(picture, "timing,tokens");

        JsonNode[] answers =
        [
            await _http.CaptionAsync(picture, "?include=tokens,timing").AnswerAsync(),
            await _http.CaptionAsync(picture, "?include=tokens&include=timing").AnswerAsync(),
            await _http.PostAsync("/v1/captions", repeated).AnswerAsync(),
            await _http.PostAsync("/v1/captions", joined).AnswerAsync(),
            await _http
                .CaptionJsonAsync($$$"""{"include":{{{json}}},"image":{"base64":"{{{Convert.ToBase64String(picture)}}}"}}""")
                .AnswerAsync(),
        ];

        Assert.All(answers, answer => Assert.NotEmpty(answer["tokens"]!.AsArray()));
        Assert.All(answers, answer => Assert.NotNull(answer["timing"]));
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""["tokens",""]""", 422)]
    [InlineData("""["","tokens"]""", 422)]
    public async Task Post_EmptyList_IsNoneAndEmptyNameIsNoName(string json, int refused)
    {
        var sent = _http.CaptionJsonAsync(
            $$$"""{"include":{{{json}}},"image":{"base64":"{{{Convert.ToBase64String(Pictures.New())}}}"}}"""
        );

        if (refused == 0) Assert.Null((await sent.AnswerAsync())["tokens"]);
        else await sent.ProblemAsync(refused, "invalid-option");
    }

    [Fact]
    public async Task PostBatch_LinesWithOptions_GetEachTheirOwn()
    {
        var picture = Pictures.New();
        var image = JobCalls.Line(picture)[..^1];
        await _http.CaptionAsync(picture, "?numBeams=2").AnswerAsync();

        var lines = await LinesAsync(
            "/v1/captions/batch?maxNewTokens=20",
            image + ""","decoding":{"numBeams":2},"include":["tokens"]}""",
            image + "}",
            image + ""","decoding":{"numBeams":99}}""",
            image + ""","decoding":{"maxNewTokens":20}}""",
            image + ""","model":"other"}""",
            image + ""","include":["pixels"]}""");

        Assert.NotEmpty(lines[0]["result"]!["tokens"]!.AsArray());
        Assert.Null(lines[1]["result"]!["tokens"]);
        Assert.All(lines[2..], line => Assert.Equal("/problems/invalid-option", (string?)line["error"]!["type"]));
        Assert.Contains("more than once", (string?)lines[3]["error"]!["detail"], StringComparison.Ordinal);
    }

    private async Task<JsonNode> LineAsync(string line) => (await LinesAsync("/v1/captions/batch", line))[0];

    private async Task<JsonNode[]> LinesAsync(string address, params string[] lines)
    {
        using var response = await _http.PostLinesAsync(address, lines);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).OrderBy(line => (int)line["index"]!)];
    }

    private static MultipartFormDataContent Form(byte[] picture, params string[] includes)
    {
        var form = new MultipartFormDataContent();
        foreach (var include in includes) form.Add(new StringContent(include, Encoding.UTF8), "include");
        form.Add(new ByteArrayContent(picture), "file", "a.jpg");
        return form;
    }
}
