using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Intake;

/// <summary>Requests as people really send them: <c>tests/fixtures/reports</c>. Each is the picture beside it, byte for byte.</summary>
public sealed class SentFilesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("base64-lf.json", "application/json", null)]
    [InlineData("base64-crlf.json", "application/json", null)]
    [InlineData("bom.json", "application/json", null)]
    [InlineData("bom.json", "application/json; charset=utf-8", null)]
    [InlineData("boundary-slash.form", "multipart/form-data; boundary=a/b", null)]
    [InlineData("boundary-slash.form", "multipart/form-data; boundary=\"a/b\"", null)]
    [InlineData("rgb.png.gz", "image/png", "gzip")]
    [InlineData("rgb.png", "image/png", null)]
    public async Task Post_File_IsThePicture(string file, string contentType, string? encoding)
    {
        var answer = await fixture.Http.SendAsync(Request("/v1/captions", file, contentType, encoding)).AnswerAsync();

        Assert.Equal(Digest, (string?)answer["image"]!["sha256"]);
        Assert.Equal("png", (string?)answer["image"]!["format"]);
    }

    [Theory]
    [InlineData("bom.ndjson", "application/x-ndjson")]
    [InlineData("base64-crlf.json", "application/x-ndjson")]
    [InlineData("boundary-slash.form", "multipart/form-data; boundary=a/b")]
    public async Task PostBatchAndJob_File_IsThePicture(string file, string contentType)
    {
        using var batch = await fixture.Http.SendAsync(Request("/v1/captions/batch", file, contentType, null));
        var job = await fixture.Http.EndAsync(await fixture.Http.SendAsync(Request("/v1/jobs", file, contentType, null)).AcceptedAsync());

        var line = JsonNode.Parse(await batch.Content.ReadAsStringAsync())!;
        Assert.Equal(Digest, (string?)line["result"]!["image"]!["sha256"]);
        Assert.Equal(Digest, (string?)job["results"]![0]!["result"]!["image"]!["sha256"]);
    }

    private static string Digest { get; } =
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Fixtures.Local("reports", "rgb.png"))));

    private static HttpRequestMessage Request(string address, string file, string contentType, string? encoding)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(Fixtures.Local("reports", file)));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
    }
}
