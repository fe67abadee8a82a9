using System.Security.Cryptography;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Transport;

/// <summary>HEAD wherever GET is: the same status and headers, and nothing behind them.</summary>
public sealed class HeadTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/v1/models")]
    [InlineData("/v1/jobs")]
    [InlineData("/v1/jobs/nobody")]
    [InlineData("/v1/jobs?state=nonsense")]
    [InlineData("/v1/captions/nonsense")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/nowhere")]
    public Task Head_Address_IsAnsweredAsGet(string address) => CompareAsync(address);

    [Fact]
    public async Task Head_KnownCaption_HasTheHeadersOfGet()
    {
        var picture = Pictures.New();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();

        var head = await CompareAsync("/v1/captions/" + Convert.ToHexStringLower(SHA256.HashData(picture)));

        Assert.Contains("\r\nETag: W/", head, StringComparison.Ordinal);
        Assert.Matches("\r\nContent-Length: [1-9]", head);
    }

    /// <summary>A job that never ends has events that never end: whoever asks for their headers does not wait.</summary>
    [Fact]
    public async Task Head_JobStillOpen_DoesNotWaitForItsEnd()
    {
        await using var server = await CaptionServer.StartAsync();
        server.Model.Encode.Close();
        using var http = server.CreateHttpClient();
        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();

        var events = await AskAsync(server.Address, "HEAD", (string)job["links"]!["events"]!);
        var results = await AskAsync(server.Address, "HEAD", (string)job["links"]!["results"]! + "?format=csv");

        Assert.StartsWith("HTTP/1.1 200", events, StringComparison.Ordinal);
        Assert.Contains("text/event-stream", events, StringComparison.Ordinal);
        Assert.Contains("text/csv", results, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", events, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_WherePostIs_Is405() =>
        Assert.StartsWith("HTTP/1.1 405", await AskAsync(fixture.Server.Address, "HEAD", "/v1/captions"), StringComparison.Ordinal);

    private async Task<string> CompareAsync(string address)
    {
        var head = await AskAsync(fixture.Server.Address, "HEAD", address);
        var get = await AskAsync(fixture.Server.Address, "GET", address);

        Assert.Equal(get.Split("\r\n")[0], head.Split("\r\n")[0]);
        Assert.Equal(Type(get), Type(head));
        Assert.EndsWith("\r\n\r\n", head, StringComparison.Ordinal);
        Assert.Equal(1, head.Split("\r\n\r\n").Length - 1);
        return head;
    }

    private static string? Type(string answer) =>
        Array.Find(answer.Split("\r\n"), line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> AskAsync(Uri server, string method, string address)
    {
        await using var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync(Encoding.ASCII.GetBytes($"{method} {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        return await connection.ReadTextAsync();
    }
}
