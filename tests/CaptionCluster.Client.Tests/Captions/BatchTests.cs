using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

public sealed class BatchTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Post_Form_AnswersEachFile()
    {
        var lines = await LinesAsync(_http.PostFilesAsync("/v1/captions/batch", Pictures.New(), Pictures.New(), [1, 2]));

        Assert.Equal([0, 1, 2], lines.Select(line => (int)line["index"]!).Order());
        Assert.Equal(2, lines.Count(line => (string?)line["result"]?["caption"] == "A dog runs."));
        var broken = lines.Single(line => line["error"] is not null);
        Assert.Equal(
            (2, "photo 2.jpg", "/problems/unsupported-format"),
            ((int)broken["index"]!, (string)broken["id"]!, (string)broken["error"]!["type"]!)
        );
    }

    [Fact]
    public async Task Post_BrokenLinesAmongGoodOnes_AreReportedInPlace()
    {
        var sent = Enumerable.Range(0, 60).Select(i => i % 10 == 3 ? "{broken" : JobCalls.Line(Pictures.New(), $"picture {i}")).ToArray();

        var lines = await LinesAsync(_http.PostLinesAsync("/v1/captions/batch?include=tokens", sent));

        Assert.Equal(Enumerable.Range(0, 60), lines.Select(line => (int)line["index"]!).Order());
        Assert.All(lines, line => Assert.Equal((int)line["index"]! % 10 == 3, line["error"] is not null));
        Assert.All(lines.Where(line => line["result"] is not null), line => Assert.Equal($"picture {line["index"]}", (string?)line["id"]));
        Assert.All(lines.Where(line => line["result"] is not null), line => Assert.NotEmpty(line["result"]!["tokens"]!.AsArray()));
    }

    [Fact]
    public async Task Post_LinesOneByOne_AreAnsweredBeforeTheNextIsSent()
    {
        await using var connection = await BatchConnection.OpenAsync(fixture.Server.Address);

        for (var i = 0; i < 3; i++)
        {
            await connection.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
            Assert.Equal(i, (int?)(await connection.ReadAsync())!["index"]);
        }

        await connection.EndAsync();
        Assert.Null(await connection.ReadAsync());
    }

    [Fact]
    public async Task Post_CallerLeaves_StopsTheRest()
    {
        await using var server = await CaptionServer.StartAsync();
        server.Model.Encode.Close();
        await using (var connection = await BatchConnection.OpenAsync(server.Address))
        {
            await connection.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
            await server.Model.Encode.ArrivedAsync();
            connection.Reset();
        }

        await server.Model.Encode.CancelledAsync();
    }

    /// <summary>Nobody reads the answers: the server stops reading pictures, and so holds no more than its window.</summary>
    [Fact]
    public async Task Post_AnswersUnread_TakesNoMoreThanTheWindow()
    {
        const int Window = 4;
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Batches:MaxConcurrency", $"{Window}"));
        server.Model.Encode.Close();
        await using var connection = await BatchConnection.OpenAsync(server.Address);
        for (var i = 0; i < 3 * Window; i++) await connection.SendAsync(JobCalls.Line(Pictures.New()) + "\n");
        await connection.EndAsync();

        await BecomesAsync(() => server.Model.Encodings == Window);
        await _http.CaptionAsync(Pictures.New()).AnswerAsync(); // Time in which one more would have come.
        Assert.Equal(Window, server.Model.Encodings);

        server.Model.Encode.Open();
        for (var i = 0; i < 3 * Window; i++) Assert.NotNull((await connection.ReadAsync())!["result"]);
        Assert.Null(await connection.ReadAsync());
    }

    [Fact]
    public async Task Post_FormBreaksOff_SaysSoInTheLastLine()
    {
        var content = new StringContent(
            $"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno picture\r\n--x\r\nContent-Disposition: form-data; "
            + "name=\"numBeams\"\r\n\r\n3\r\n--x--\r\n",
            Encoding.ASCII);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        var lines = await LinesAsync(_http.PostAsync("/v1/captions/batch", content));

        Assert.Equal([0, -1], lines.Select(line => (int)line["index"]!));
        Assert.Equal("/problems/malformed-form", (string?)lines[1]["error"]!["type"]);
    }

    [Fact]
    public async Task Post_NeitherFormNorLines_Is415() =>
        await _http.PostAsync("/v1/captions/batch", new ByteArrayContent(Pictures.Dog)).ProblemAsync(415, "unsupported-body");

    private static async Task<List<JsonNode>> LinesAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        return [.. (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];
    }

    private static async Task BecomesAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
