using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>How a job is followed, fetched, cancelled and forgotten.</summary>
public sealed class JobFollowingTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Items = 12;

    private readonly HttpClient _http = fixture.Http;

    /// <summary>A client that drops after each event and resumes sees each once, in order.</summary>
    [Fact]
    public async Task Events_DroppedAfterEach_ResumeWithoutGapOrRepetition()
    {
        var job = await AcceptAsync();

        var seen = new List<(string Id, string Name, JsonNode Data)>();
        while (seen.Count == 0 || seen[^1].Name != "end")
        {
            await foreach (var entry in _http.FollowAsync(job, seen.Count == 0 ? null : seen[^1].Id))
            {
                seen.Add(entry);
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, Items + 1).Select(n => $"{n}"), seen.Select(entry => entry.Id));
        Assert.Equal(Enumerable.Range(0, Items), seen.SkipLast(1).Select(entry => (int)entry.Data["item"]!["index"]!).Order());
        Assert.Equal(Enumerable.Range(1, Items), seen.SkipLast(1).Select(entry => (int)entry.Data["decided"]!));
        Assert.Equal("completed", (string?)seen[^1].Data["state"]);
        Assert.Equal(Items, (int?)seen[^1].Data["counts"]!["done"]);
    }

    [Fact]
    public async Task Events_AfterTheEnd_TellTheClientToStayAway()
    {
        var job = await AcceptAsync();
        await _http.EndAsync(job);
        using var request = new HttpRequestMessage(HttpMethod.Get, (string)job["links"]!["events"]!);
        request.Headers.Add("Last-Event-ID", $"{Items + 1}");

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Events_SenselessLastEventId_Is422()
    {
        var job = await AcceptAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, (string)job["links"]!["events"]!);
        request.Headers.Add("Last-Event-ID", "yesterday");

        await _http.SendAsync(request).ProblemAsync(422, "invalid-option");
    }

    [Fact]
    public async Task Get_InPages_YieldsEachResultOnce()
    {
        var job = await AcceptAsync();
        await _http.EndAsync(job);

        var indexes = new List<int>();
        for (long? after = 0; after is not null;)
        {
            var page = await _http.GetAsync($"/v1/jobs/{job["id"]}?after={after}&max=5").JsonAsync();
            indexes.AddRange(page["results"]!.AsArray().Select(result => (int)result!["index"]!));
            after = (long?)page["next"];
        }

        Assert.Equal(Enumerable.Range(0, Items), indexes.Order());
        Assert.Null((await _http.GetAsync($"/v1/jobs/{job["id"]}?max=0").JsonAsync())["results"]);
    }

    [Fact]
    public async Task Results_AsLinesAndCsv_HoldEveryItem()
    {
        var job = await AcceptAsync("=1+1, \"quoted\"");
        await _http.EndAsync(job);
        var address = (string)job["links"]!["results"]!;

        var lines = (await _http.GetStringAsync(address)).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        var csv = (await _http.GetStringAsync(address + "?format=csv")).TrimEnd().Split("\r\n");

        Assert.Equal(Enumerable.Range(0, Items), lines.Select(line => (int)line["index"]!).Order());
        Assert.All(lines, line => Assert.Equal("A dog runs", (string?)line["result"]!["altText"]));
        Assert.All(lines, line => Assert.Equal(0.4, (double?)line["result"]!["quality"]));
        Assert.Equal(Items + 1, csv.Length);
        Assert.StartsWith("index,id,sha256,caption,", csv[0], StringComparison.Ordinal);
        Assert.Contains(",adequacy,quality,", csv[0], StringComparison.Ordinal);
        Assert.All(csv.Skip(1), row => Assert.Contains(",0.75,0.4,", row, StringComparison.Ordinal));
        Assert.All(csv.Skip(1), row => Assert.Contains(",\"'=1+1, \"\"quoted\"\"\",", row, StringComparison.Ordinal));
        await _http.GetAsync(address + "?format=xml").ProblemAsync(422, "invalid-option");
    }

    /// <summary>Excel takes a file without a mark for the machine's old code page, and runs what looks like a formula.</summary>
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("a;=1+1", "\"a;=1+1\"")]
    [InlineData("été.jpg", "été.jpg")]
    [InlineData("a=b.jpg", "a=b.jpg")]
    public async Task Results_AsCsv_OpenRightInASpreadsheet(string id, string cell)
    {
        var job = await _http.PostLinesAsync("/v1/jobs", JobCalls.Line(Pictures.New(), id)).AcceptedAsync();
        await _http.EndAsync(job);

        var bytes = await _http.GetByteArrayAsync((string)job["links"]!["results"]! + "?format=csv");

        Assert.Equal("\uFEFFindex,id,"u8, bytes.AsSpan(0, 12));
        Assert.Contains($"\r\n0,{cell},", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ByState_YieldsPages()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        var jobs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var job = await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();
            await http.EndAsync(job);
            jobs.Insert(0, (string)job["id"]!);
        }

        var first = await http.GetAsync("/v1/jobs?state=completed&max=2").JsonAsync();
        var rest = await http.GetAsync($"/v1/jobs?max=2&before={first["next"]}").JsonAsync();

        Assert.Equal(jobs, first["jobs"]!.AsArray().Concat(rest["jobs"]!.AsArray()).Select(job => (string)job!["id"]!));
        Assert.Null(rest["next"]);
        Assert.Empty((await http.GetAsync("/v1/jobs?state=open").JsonAsync())["jobs"]!.AsArray());
        await http.GetAsync("/v1/jobs?state=lost").ProblemAsync(422, "invalid-option");
        await http.GetAsync("/v1/jobs?before=x").ProblemAsync(422, "invalid-option");
        await http.GetAsync("/v1/jobs?max=1%00").ProblemAsync(422, "invalid-option");
        await http.GetAsync($"/v1/jobs/{jobs[0]}?after=1%00").ProblemAsync(422, "invalid-option");
    }

    [Fact]
    public async Task Delete_OpenThenEnded_CancelsThenForgets()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        server.Model.Encode.Close();
        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New(), Pictures.New()).AcceptedAsync();
        var address = (string)job["links"]!["self"]!;
        await server.Model.Encode.ArrivedAsync();

        var cancelled = await http.DeleteAsync(address).JsonAsync();
        server.Model.Encode.Open();

        Assert.Equal("cancelled", (string?)cancelled["state"]);
        Assert.Equal("cancelled", (string?)(await http.EndAsync(job))["state"]);
        using var forgotten = await http.DeleteAsync(address);
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        await http.GetAsync(address).ProblemAsync(404, "job-not-found");
        await http.DeleteAsync(address).ProblemAsync(404, "job-not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/events")]
    [InlineData("/results")]
    public async Task Get_UnknownJob_Is404(string what)
    {
        await _http.GetAsync($"/v1/jobs/{new string('a', 32)}{what}").ProblemAsync(404, "job-not-found");
        await _http.GetAsync($"/v1/jobs/no-id{what}").ProblemAsync(404, "job-not-found");
    }

    [Fact]
    public async Task Get_AnotherTenantsJob_Is404()
    {
        const string Ann = "ann's key of sixteen", Bob = "bob's key of sixteen";
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:ApiKeys:0", Ann), ("CaptionCluster:ApiKeys:1", Bob));
        using var ann = server.CreateHttpClient();
        using var bob = server.CreateHttpClient();
        ann.DefaultRequestHeaders.Add("X-Api-Key", Ann);
        bob.DefaultRequestHeaders.Add("X-Api-Key", Bob);
        var job = await ann.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync();

        await bob.GetAsync($"/v1/jobs/{job["id"]}").ProblemAsync(404, "job-not-found");
        await bob.DeleteAsync($"/v1/jobs/{job["id"]}").ProblemAsync(404, "job-not-found");

        Assert.Empty((await bob.GetAsync("/v1/jobs").JsonAsync())["jobs"]!.AsArray());
        Assert.Equal("completed", (string?)(await ann.EndAsync(job))["state"]);
    }

    private Task<JsonNode> AcceptAsync(string? id = null) =>
        _http.PostLinesAsync("/v1/jobs", [.. Enumerable.Range(0, Items).Select(_ => JobCalls.Line(Pictures.New(), id))]).AcceptedAsync();
}
