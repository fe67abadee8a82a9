using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Problems;

public sealed class BadPictureTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    public static TheoryData<string, int> Bad()
    {
        var data = new TheoryData<string, int>();
        var manifest = JsonNode.Parse(File.ReadAllText(Fixtures.Local("imaging", "manifest.json")))!;
        foreach (var bad in manifest["bad"]!.AsArray()) data.Add((string)bad!["file"]!, (int)bad["status"]!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Post_BadPicture_GetsItsProblem(string file, int status)
    {
        var bytes = await File.ReadAllBytesAsync(Fixtures.Local(["imaging", .. file.Split('/')]));

        await ExpectAsync(fixture.Http.CaptionAsync(bytes), status);
        await ExpectAsync(fixture.Http.CaptionAsync(bytes), status);

        Assert.Equal(0, fixture.Server.Model.Encodings);
    }

    private static async Task ExpectAsync(Task<HttpResponseMessage> sent, int status)
    {
        using var response = await sent;
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("/problems/", (string?)problem["type"], StringComparison.Ordinal);
        Assert.NotEmpty((string)problem["detail"]!);
    }
}
