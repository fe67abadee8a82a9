using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Facades;

/// <summary>Requests as Azure.AI.Vision.ImageAnalysis 1.0.0 for .NET sends them, and what it reads of the answers.</summary>
public sealed class AzureTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Analyze = "/computervision/imageanalysis:analyze?api-version=2023-10-01";

    [Fact]
    public async Task Analyze_Bytes_AnswersAsTheServiceDoes()
    {
        const string Query = "&features=caption&language=en&gender-neutral-caption=false&model-version=latest";

        var answer = await PostAsync(Analyze + Query, Pictures.New()).AnswerAsync();

        Assert.Equal("a dog runs", (string?)answer["captionResult"]!["text"]);
        Assert.Equal(0.7788, (double)answer["captionResult"]!["confidence"]!, 4);
        Assert.Equal("default-777777777777", (string?)answer["modelVersion"]);
        Assert.Equal((96, 64), ((int)answer["metadata"]!["width"]!, (int)answer["metadata"]!["height"]!));
        Assert.Null(answer["denseCaptionsResult"]);
    }

    [Fact]
    public async Task Analyze_DenseCaptions_IsTheWholePicture()
    {
        var answer = await PostAsync(Analyze + "&features=caption,denseCaptions", Pictures.New()).AnswerAsync();

        var only = Assert.Single(answer["denseCaptionsResult"]!["values"]!.AsArray())!;
        Assert.Equal("a dog runs", (string?)only["text"]);
        Assert.Equal("""{"x":0,"y":0,"w":96,"h":64}""", only["boundingBox"]!.ToJsonString());
        Assert.NotNull(answer["captionResult"]);
    }

    [Theory]
    [InlineData("&features=caption,objects", "NotSupportedVisualFeature", "objects")]
    [InlineData("", "BadArgument", "features")]
    [InlineData("&features=caption&language=de", "NotSupportedLanguage", "de")]
    [InlineData("&features=caption&gender-neutral-caption=maybe", "BadArgument", "maybe")]
    [InlineData("&features=caption&model-version=2023-10-01", "BadArgument", "model-version")]
    [InlineData("&features=caption&model-name=mine", "BadArgument", "default")]
    [InlineData("&features=caption&smartcrops-aspect-ratios=1.0", "BadArgument", "smartcrops-aspect-ratios")]
    public async Task Analyze_WhatIsNotDone_IsRefusedByName(string query, string code, string named)
    {
        var error = await ErrorAsync(PostAsync(Analyze + query, Pictures.Dog), "InvalidRequest");

        Assert.Equal(code, (string?)error["innererror"]!["code"]);
        Assert.Contains(named, (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?features=caption", "MissingApiVersionParameter")]
    [InlineData("?features=caption&api-version=2019-01-01", "UnsupportedApiVersionValue")]
    public async Task Analyze_WithoutAVersionOfTheApi_IsRefused(string query, string code)
    {
        var error = await ErrorAsync(PostAsync("/computervision/imageanalysis:analyze" + query, Pictures.Dog), "InvalidRequest");

        Assert.Equal(code, (string?)error["innererror"]!["code"]);
    }

    [Fact]
    public async Task Analyze_NoPicture_IsInvalidImageFormat()
    {
        var cut = await ErrorAsync(PostAsync(Analyze + "&features=caption", Pictures.Dog[..100]), "InvalidRequest");
        var text = await ErrorAsync(PostAsync(Analyze + "&features=caption", "hello"u8.ToArray()), "InvalidRequest");

        Assert.Equal("InvalidImageFormat", (string?)cut["innererror"]!["code"]);
        Assert.Equal("InvalidImageFormat", (string?)text["innererror"]!["code"]);
    }

    [Theory]
    [InlineData("{\"url\":\"https://example.com/dog.jpg\"}", "InvalidImageUrl")]
    [InlineData("{\"url\":5}", "BadArgument")]
    [InlineData("{\"uri\":\"https://example.com/dog.jpg\"}", "BadArgument")]
    [InlineData("{\"url\":", "BadArgument")]
    public async Task Analyze_Json_IsRefusedWithoutAUrlThatIsRead(string json, string code)
    {
        var sent = fixture.Http.PostAsync(Analyze + "&features=caption", new StringContent(json, Encoding.UTF8, "application/json"));

        var error = await ErrorAsync(sent, "InvalidRequest");

        Assert.Equal(code, (string?)error["innererror"]!["code"]);
    }

    [Fact]
    public async Task Analyze_PictureTooLarge_IsInvalidImageSize()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Imaging:MaxBytes", "2000"));
        using var http = server.CreateHttpClient();

        var error = await ErrorAsync(PostAsync(Analyze + "&features=caption", new byte[3000], http), "InvalidRequest");

        Assert.Equal("InvalidImageSize", (string?)error["innererror"]!["code"]);
    }

    private Task<HttpResponseMessage> PostAsync(string address, byte[] picture, HttpClient? http = null)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return (http ?? fixture.Http).PostAsync(address, content);
    }

    private static async Task<JsonNode> ErrorAsync(Task<HttpResponseMessage> sent, string code)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{response.StatusCode}: {text}");
        Assert.Equal([code], response.Headers.GetValues("x-ms-error-code"));
        var error = JsonNode.Parse(text)!["error"]!;
        Assert.Equal(code, (string?)error["code"]);
        return error;
    }
}
