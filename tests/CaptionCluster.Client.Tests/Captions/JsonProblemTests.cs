using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class JsonProblemTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Image = "\"image\":{\"base64\":\"/9g=\"}";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"image\":}")]
    [InlineData("{" + Image + "} {}")]
    [InlineData("{" + Image + ",}")]
    [InlineData("not json")]
    [InlineData("{\"model\":\"\\ud800\"," + Image + "}")]
    public async Task Post_MalformedJson_Is400(string json) =>
        await fixture.Http.CaptionJsonAsync(json).ProblemAsync(400, "malformed-json");

    [Theory]
    [InlineData("[]", "body")]
    [InlineData("{}", "image")]
    [InlineData("{\"image\":{}}", "image")]
    [InlineData("{\"image\":\"/9g=\"}", "image")]
    [InlineData("{\"image\":{\"base64\":5}}", "image.base64")]
    [InlineData("{\"image\":{\"path\":\"/etc\"}}", "image.path")]
    [InlineData("{\"image\":{\"base64\":\"\",\"sha256\":\"\"}}", "image")]
    [InlineData("{" + Image + "," + Image + "}", "image")]
    [InlineData("{" + Image + ",\"numBeams\":3}", "numBeams")]
    [InlineData("{" + Image + ",\"model\":3}", "model")]
    [InlineData("{" + Image + ",\"model\":\"default\",\"model\":\"default\"}", "model")]
    [InlineData("{" + Image + ",\"decoding\":[]}", "decoding")]
    [InlineData("{" + Image + ",\"decoding\":{\"beams\":3}}", "beams")]
    [InlineData("{" + Image + ",\"decoding\":{\"numBeams\":\"3\"}}", "numBeams")]
    [InlineData("{" + Image + ",\"decoding\":{\"numBeams\":3.5}}", "numBeams")]
    [InlineData("{" + Image + ",\"decoding\":{\"numBeams\":3,\"numBeams\":3}}", "numBeams")]
    [InlineData("{" + Image + ",\"decoding\":{\"lengthPenalty\":1e999}}", "lengthPenalty")]
    [InlineData("{" + Image + ",\"decoding\":{\"rerank\":1}}", "rerank")]
    [InlineData("{" + Image + ",\"decoding\":{\"numBeams\":null}}", "numBeams")]
    [InlineData("{" + Image + ",\"include\":\"tokens\"}", "include")]
    [InlineData("{" + Image + ",\"include\":[1]}", "include")]
    [InlineData("{" + Image + ",\"include\":[\"pixels\"]}", "include")]
    public async Task Post_JsonThatMakesNoSense_Is422AndNamesIt(string json, string option)
    {
        var problem = await fixture.Http.CaptionJsonAsync(json).ProblemAsync(422, "invalid-option");

        Assert.Equal(option, (string?)problem["option"]);
    }

    [Fact]
    public async Task Post_JsonUrl_IsOff() =>
        await fixture.Http.CaptionJsonAsync("{\"image\":{\"url\":\"http://169.254.169.254/\"}}").ProblemAsync(403, "urls-off");

    [Theory]
    [InlineData("!!!!")]
    [InlineData("/9g")]
    [InlineData("\\u00e9AAA")]
    public async Task Post_NotBase64_Is400(string text) =>
        await fixture.Http.CaptionJsonAsync($$$"""{"image":{"base64":"{{{text}}}"}}""").ProblemAsync(400, "malformed-base64");

    [Fact]
    public async Task Post_JsonWithEmptyPicture_Is400() =>
        await fixture.Http.CaptionJsonAsync("{\"image\":{\"base64\":\"\"}}").ProblemAsync(400, "empty-image");

    [Fact]
    public async Task Post_JsonWithMalformedDigest_Is422() =>
        await fixture.Http.CaptionJsonAsync("{\"image\":{\"sha256\":\"abc\"}}").ProblemAsync(422, "malformed-digest");
}
