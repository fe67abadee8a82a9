using System.Net.Http.Headers;
using System.Security.Cryptography;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class UploadFormTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task Post_RawBytesOfAnyType_AnswersWithTheCaption(string? contentType)
    {
        var picture = Pictures.New();

        var answer = await _http.CaptionAsync(picture, contentType: contentType).AnswerAsync();

        Assert.Equal("A dog runs.", (string?)answer["caption"]);
        Assert.Equal("A dog runs", (string?)answer["altText"]);
        Assert.Equal(Math.Exp(-0.25), (double)answer["confidence"]!, 5);
        Assert.Equal(0.75, (double?)answer["adequacy"]);
        Assert.Equal(0.4, (double?)answer["quality"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), (string?)answer["image"]!["sha256"]);
        Assert.Equal("jpeg", (string?)answer["image"]!["format"]);
        Assert.Equal(96, (int?)answer["image"]!["width"]);
        Assert.Equal("default", (string?)answer["model"]!["name"]);
        Assert.Equal("float32", (string?)answer["model"]!["variant"]);
        Assert.Equal("computed", (string?)answer["source"]);
        Assert.True((bool?)answer["stored"]);
        Assert.Null(answer["tokens"]);
        Assert.Null(answer["timing"]);
    }

    [Fact]
    public async Task Post_Chunked_AnswersWithTheCaption()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions")
        {
            Content = new StreamContent(new MemoryStream(Pictures.New())),
        };
        request.Headers.TransferEncodingChunked = true;

        var answer = await _http.SendAsync(request).AnswerAsync();

        Assert.Equal("A dog runs.", (string?)answer["caption"]);
    }

    [Fact]
    public async Task Post_Multipart_TakesFileAndOptionsInAnyOrder()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("tokens,timing"), "include" },
            { FileOf(Pictures.New()), "file", "photo.txt" },
            { new StringContent("2"), "numBeams" },
        };

        var answer = await _http.PostAsync("/v1/captions", form).AnswerAsync();

        Assert.Equal(4, answer["tokens"]!.AsArray().Count);
        Assert.NotNull(answer["timing"]);
    }

    [Fact]
    public async Task Post_MultipartWithLargeFile_ReadsAllOfIt()
    {
        var picture = new byte[700_000];
        Pictures.New().CopyTo(picture, 0);
        using var form = new MultipartFormDataContent { { FileOf(picture), "file", "photo.jpg" } };

        var answer = await _http.PostAsync("/v1/captions", form).AnswerAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), (string?)answer["image"]!["sha256"]);
    }

    [Fact]
    public async Task Post_MultipartWithoutFile_IsRefused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("2"), "numBeams" } };

        var problem = await _http.PostAsync("/v1/captions", form).ProblemAsync(422, "invalid-option");

        Assert.Equal("file", (string?)problem["option"]);
    }

    [Fact]
    public async Task Post_MultipartWithTwoFiles_IsRefused()
    {
        using var form = new MultipartFormDataContent { { FileOf(Pictures.New()), "file", "a" }, { FileOf(Pictures.New()), "file", "b" } };

        await _http.PostAsync("/v1/captions", form).ProblemAsync(422, "invalid-option");
    }

    [Fact]
    public async Task Post_FileUnderAnotherName_SaysHowItIsCalled()
    {
        using var form = new MultipartFormDataContent { { FileOf(new byte[2000]), "photo", "photo.jpg" } };

        var problem = await _http.PostAsync("/v1/captions", form).ProblemAsync(400, "malformed-form");

        Assert.Equal("The field 'photo' of the form is longer than 1024 bytes; a picture is sent as 'file'.", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Post_BytesThatAreNoForm_AreRefused(string contentType) =>
        await _http.CaptionAsync(Pictures.Dog, contentType: contentType).ProblemAsync(400, "malformed-form");

    [Fact]
    public async Task Post_JsonBase64_AnswersAndTakesOptions()
    {
        var picture = Convert.ToBase64String(Pictures.New());

        var answer = await _http
            .CaptionJsonAsync(
                $$$"""{"model":"default","image":{"base64":"{{{picture}}}"},"decoding":{"numBeams":2,"lengthPenalty":0.5},"include":["alternatives"]}"""
            )
            .AnswerAsync();

        Assert.Equal("computed", (string?)answer["source"]);
        Assert.Equal("A cat runs.", (string?)answer["alternatives"]![0]!["caption"]);
    }

    [Fact]
    public async Task Post_JsonBase64Forms_AreTheSamePicture()
    {
        var picture = Pictures.New();
        var base64 = Convert.ToBase64String(picture);
        var escaped = base64.Replace("/", "\\/", StringComparison.Ordinal);
        await _http.CaptionAsync(picture).AnswerAsync();

        var plain = await _http.CaptionJsonAsync($$$"""{"image":{"base64":"{{{base64}}}"}}""").AnswerAsync();
        var slashes = await _http.CaptionJsonAsync($$$"""{"image":{"base64":"{{{escaped}}}"}}""").AnswerAsync();
        var unicode = await _http
            .CaptionJsonAsync($$$"""{"image":{"base64":"{{{base64.Replace("+", "\\u002B", StringComparison.Ordinal)}}}"}}""")
            .AnswerAsync();
        var data = await _http.CaptionJsonAsync($$$"""{"image":{"base64":"data:image/jpeg;base64,{{{base64}}}"}}""").AnswerAsync();

        Assert.All([plain, slashes, unicode, data], answer => Assert.Equal("hit", (string?)answer["source"]));
    }

    [Fact]
    public async Task Post_JsonDigest_AnswersFromWhatIsKnown()
    {
        var picture = Pictures.New();
        var digest = Convert.ToHexStringLower(SHA256.HashData(picture));
        await _http.CaptionJsonAsync($$$"""{"image":{"sha256":"{{{digest}}}"}}""").ProblemAsync(404, "never-seen");
        await _http.CaptionAsync(picture).AnswerAsync();

        var answer = await _http.CaptionJsonAsync($$$"""{"image":{"sha256":"{{{digest}}}"}}""").AnswerAsync();

        Assert.Equal("hit", (string?)answer["source"]);
    }

    private static ByteArrayContent FileOf(byte[] picture)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return content;
    }
}
