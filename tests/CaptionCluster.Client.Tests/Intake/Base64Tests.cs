using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Intake;

/// <summary>Base64 as clients write it, in a body, a batch and a job: each is the same picture.</summary>
public sealed class Base64Tests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    public static TheoryData<string> Spellings() =>
    [
        "plain", "60 \\n", "64 \\r\\n", "76 \\r\\n", "76 \\n\\t", "60 \\u000d\\u000a", "4 \\r\\n", "1 \\n", "76  ",
        "url", "url unpadded", "data", "DATA", "data url", "data lines", "escaped slashes",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Post_AnySpelling_IsWhatItDecodesTo(string spelling)
    {
        var picture = Padded();
        var digest = Convert.ToHexStringLower(SHA256.HashData(picture));
        var line = $$$"""{"image":{"base64":"{{{Spell(picture, spelling)}}}"}}""";

        var single = await _http.CaptionJsonAsync(line).AnswerAsync();
        using var batch = await _http.PostLinesAsync("/v1/captions/batch", line, line);
        var lines = (await batch.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(each => JsonNode.Parse(each)!);
        var job = await _http.EndAsync(await _http.PostLinesAsync("/v1/jobs", line).AcceptedAsync());

        Assert.Equal(digest, (string?)single["image"]!["sha256"]);
        Assert.All(lines, each => Assert.Equal(digest, (string?)each["result"]!["image"]!["sha256"]));
        Assert.Equal(digest, (string?)job["results"]![0]!["result"]!["image"]!["sha256"]);
    }

    [Fact]
    public async Task Post_DataUrlAsUrl_IsThePicture()
    {
        var picture = Pictures.New();

        var answer = await _http
            .CaptionJsonAsync($$$"""{"image":{"url":"data:image/jpeg;base64,{{{Convert.ToBase64String(picture)}}}"}}""")
            .AnswerAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), (string?)answer["image"]!["sha256"]);
    }

    [Theory]
    [InlineData("data:image/jpeg,%ff%d8", "';base64,'")]
    [InlineData("data:image/jpeg;base64", "';base64,'")]
    [InlineData("_9j+", "neither base64 nor base64url")]
    [InlineData("/9j\\b4", "neither base64 nor base64url")]
    [InlineData("A\\n", "neither base64 nor base64url")]
    [InlineData("____=", "neither base64 nor base64url")]
    [InlineData("\\", "neither base64 nor base64url")]
    public async Task Post_Neither_SaysSo(string text, string said)
    {
        if (text == "\\") text = "\\\\";
        var problem = await _http.CaptionJsonAsync($$$"""{"image":{"base64":"{{{text}}}"}}""").ProblemAsync(400, "malformed-base64");

        Assert.Contains(said, (string?)problem["detail"], StringComparison.Ordinal);
    }

    /// <summary>The largest picture in short lines is still the largest picture.</summary>
    [Fact]
    public async Task Post_LargestPictureInShortLines_IsTaken()
    {
        const int Limit = 2_000_000;
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Imaging:MaxBytes", $"{Limit}"));
        using var http = server.CreateHttpClient();
        var picture = new byte[Limit];
        Pictures.New().CopyTo(picture, 0);

        var answer = await http.CaptionJsonAsync($$$"""{"image":{"base64":"{{{Spell(picture, "60 \\u000d\\u000a")}}}"}}""").AnswerAsync();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), (string?)answer["image"]!["sha256"]);
    }

    private static string Spell(byte[] picture, string spelling)
    {
        var base64 = Convert.ToBase64String(picture);
        var url = base64.Replace('+', '-').Replace('/', '_');
        return spelling switch
        {
            "plain" => base64,
            "url" => url,
            "url unpadded" => url.TrimEnd('='),
            "data" => "data:image/jpeg;base64," + base64,
            "DATA" => "DATA:;base64," + base64,
            "data url" => "data:image\\/jpeg;base64," + url,
            "data lines" => "data:image/jpeg;base64," + Lines(base64, 76, "\\r\\n"),
            "escaped slashes" => Lines(
                base64.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal),
                1_000_000,
                ""
            ),
            _ when spelling.Split(' ', 2) is [var width, var end] => Lines(base64, int.Parse(width), end),
            _ => throw new ArgumentOutOfRangeException(nameof(spelling), spelling, "No such spelling."),
        };
    }

    private static string Lines(string base64, int width, string end) =>
        string.Concat(base64.Chunk(width).Select(line => new string(line) + end));

    /// <summary>A picture whose base64 has padding and both of the alphabet's own letters.</summary>
    private static byte[] Padded()
    {
        byte[] picture = [.. Pictures.New(), 0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff];
        return [.. picture, .. new byte[(4 - (picture.Length % 3)) % 3]];
    }
}
