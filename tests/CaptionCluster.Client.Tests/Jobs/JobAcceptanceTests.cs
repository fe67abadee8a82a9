using System.Net;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>What is accepted as a job, and what not.</summary>
public sealed class JobAcceptanceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly HttpClient _http = fixture.Http;

    [Fact]
    public async Task Post_Form_IsAcceptedAndDone()
    {
        var accepted = await _http.PostFilesAsync("/v1/jobs", Pictures.New(), Pictures.New(), Pictures.New()).AcceptedAsync();
        Assert.Equal("open", (string?)accepted["state"]);
        Assert.Equal(3, (int?)accepted["counts"]!["items"]);

        var job = await _http.EndAsync(accepted);

        Assert.Equal("completed", (string?)job["state"]);
        Assert.Equal((3, 0, 0), ((int)job["counts"]!["done"]!, (int)job["counts"]!["dead"]!, (int)job["counts"]!["waiting"]!));
        Assert.Equal(1.0, (double?)job["progress"]);
        var results = job["results"]!.AsArray().OrderBy(result => (int)result!["index"]!).ToList();
        Assert.Equal(["photo 0.jpg", "photo 1.jpg", "photo 2.jpg"], results.Select(result => (string?)result!["id"]));
        Assert.All(results, result => Assert.Equal("A dog runs.", (string?)result!["result"]!["caption"]));
        Assert.Null(job["next"]);
    }

    [Fact]
    public async Task Post_Lines_TellsEachItsOwn()
    {
        var known = Pictures.New();
        await _http.CaptionAsync(known).AnswerAsync();

        var job = await _http.EndAsync(await _http.PostLinesAsync(
            "/v1/jobs?numBeams=3",
            JobCalls.Line(Pictures.New(), "a"),
            "",
            ByDigest("7", ImageDigest.Compute(known).ToString()),
            ByDigest("\"unseen\"", new string('a', 64)),
            JobCalls.Line([1, 2, 3], "no picture")).AcceptedAsync());

        var results = job["results"]!.AsArray().ToDictionary(result => (string)result!["id"]!);
        Assert.Equal("computed", (string?)results["a"]!["result"]!["source"]);
        Assert.Equal("hit", (string?)results["7"]!["result"]!["source"]);
        Assert.Equal("/problems/never-seen", (string?)results["unseen"]!["error"]!["type"]);
        Assert.Equal("/problems/unsupported-format", (string?)results["no picture"]!["error"]!["type"]);
        Assert.Equal((2, 2), ((int)job["counts"]!["done"]!, (int)job["counts"]!["dead"]!));
        Assert.Equal([0, 1, 2, 3], results.Values.Select(result => (int)result!["index"]!).Order());
    }

    [Fact]
    public async Task Post_RepeatsInsideAJob_AreComputedOnce()
    {
        var picture = Pictures.New();
        var before = fixture.Server.Model.Encodings;

        var job = await _http.EndAsync(await _http.PostFilesAsync("/v1/jobs", [.. Enumerable.Repeat(picture, 20)]).AcceptedAsync());

        Assert.Equal(20, (int?)job["counts"]!["done"]);
        Assert.Equal(1, fixture.Server.Model.Encodings - before);
    }

    [Theory]
    [InlineData("not json", 400, "malformed-json", "Picture 1")]
    [InlineData("""{"image": {"base64": "?"}}""", 400, "malformed-base64", "Picture 1")]
    [InlineData("""{"image": {"base64": "AAAA", "sha256": "aa"}}""", 422, "invalid-option", "Picture 1")]
    [InlineData("""{"image": {"sha256": "aa"}}""", 422, "malformed-digest", "Picture 1")]
    [InlineData("""{"image": {"url": "http://example.org/"}}""", 403, "urls-off", "Picture 1")]
    [InlineData("""{"id": "x"}""", 422, "invalid-option", "'image' is missing")]
    [InlineData("""{"image": {"base64": "AAAA"}, "model": "x"}""", 422, "invalid-option", "no model of that name")]
    [InlineData(
        """{"image": {"base64": "AAAA"}, "decoding": {"numBeams": 2}}""",
        422,
        "invalid-option",
        "not those of the job's first picture"
    )]
    [InlineData("""{"image": {"base64": "AAAA"}, "colour": "x"}""", 422, "invalid-option", "'colour' is unknown")]
    [InlineData("[]", 422, "invalid-option", "must be a JSON object")]
    public async Task Post_ABrokenLine_RefusesAllAndSaysWhich(string line, int status, string code, string said)
    {
        var before = await JobsAsync();

        var problem = await _http.PostLinesAsync("/v1/jobs", JobCalls.Line(Pictures.New()), line).ProblemAsync(status, code);

        Assert.Contains(said, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(before, await JobsAsync());
    }

    /// <summary>The lines of a batch make a job too, as long as they all want the same.</summary>
    [Fact]
    public async Task Post_EveryLineWithTheSameOptions_IsAJobWithThem()
    {
        const string Options = "{\"decoding\":{\"numBeams\":2},";
        string[] lines = [Options + JobCalls.Line(Pictures.New())[1..], Options + JobCalls.Line(Pictures.New())[1..]];
        var known = Pictures.New();
        await _http.CaptionAsync(known, "?numBeams=2").AnswerAsync();

        var job = await _http.EndAsync(
            await _http.PostLinesAsync("/v1/jobs", [.. lines, Options + JobCalls.Line(known)[1..]]).AcceptedAsync()
        );

        Assert.Equal(3, (int?)job["counts"]!["done"]);
        Assert.Equal("hit", (string?)job["results"]!.AsArray().Single(result => (int)result!["index"]! == 2)!["result"]!["source"]);
    }

    [Fact]
    public async Task Post_NoPicturesOrNoForm_IsRefused()
    {
        await _http.PostLinesAsync("/v1/jobs", "", "").ProblemAsync(422, "no-pictures");
        await _http
            .PostAsync("/v1/jobs", new MultipartFormDataContent { { new StringContent("3"), "numBeams" } })
            .ProblemAsync(422, "no-pictures");
        await _http.PostAsync("/v1/jobs", new ByteArrayContent(Pictures.Dog)).ProblemAsync(415, "unsupported-body");
        await _http.PostFilesAsync("/v1/jobs?include=tokens", Pictures.New()).ProblemAsync(422, "invalid-option");
        await _http.PostFilesAsync("/v1/jobs?numBeams=99", Pictures.New()).ProblemAsync(422, "invalid-option");
    }

    [Fact]
    public async Task Post_OptionAfterTheFirstFile_IsRefused()
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Pictures.New()), "file", "a" },
            { new StringContent("3"), "numBeams" },
        };

        await _http.PostAsync("/v1/jobs", form).ProblemAsync(400, "malformed-form");
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsTheSameJobOrA422()
    {
        var picture = Pictures.New();

        var first = await SendAsync("key one", picture).AcceptedAsync();
        var again = await SendAsync("key one", picture).AcceptedAsync();
        await SendAsync("key one", Pictures.New()).ProblemAsync(422, "idempotency-key-reused");
        await SendAsync("", picture).ProblemAsync(400, "malformed-idempotency-key");

        Assert.Equal((string?)first["id"], (string?)again["id"]);

        Task<HttpResponseMessage> SendAsync(string key, byte[] bytes)
        {
            var request = JobCalls.Lines("/v1/jobs", JobCalls.Line(bytes));
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            return _http.SendAsync(request);
        }
    }

    [Fact]
    public async Task PostCaption_PrefersAsync_IsAJobOfOne()
    {
        var accepted = await SendAsync(Pictures.New(), "respond-async, wait=10").AcceptedAsync();

        var job = await _http.EndAsync(accepted);

        Assert.Equal("A dog runs.", (string?)job["results"]![0]!["result"]!["caption"]);
        await SendAsync([1, 2, 3], "respond-async").ProblemAsync(415, "unsupported-format");

        Task<HttpResponseMessage> SendAsync(byte[] bytes, string prefer)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = new ByteArrayContent(bytes) };
            request.Headers.Add("Prefer", prefer);
            return _http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Post_StoreFull_Is503AcceptsNothingAndCaptionsGoOn()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Store:MaxJobsFileBytes", "300000"));
        using var http = server.CreateHttpClient();
        var pictures = Enumerable.Range(0, 80).Select(_ => Pictures.New()).ToArray();

        using var refused = await http.PostFilesAsync("/v1/jobs", pictures);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Empty((await http.GetAsync("/v1/jobs").JsonAsync())["jobs"]!.AsArray());
        Assert.True((bool?)(await http.CaptionAsync(Pictures.New()).AnswerAsync())["stored"]);
        await http.EndAsync(await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync());
    }

    private static string ByDigest(string id, string digest) => $"{{\"id\": {id}, \"image\": {{\"sha256\": \"{digest}\"}}}}";

    private async Task<int> JobsAsync() => (await _http.GetAsync("/v1/jobs?max=200").JsonAsync())["jobs"]!.AsArray().Count;
}
