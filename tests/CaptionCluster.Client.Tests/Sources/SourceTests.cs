using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Sources;

/// <summary>Pictures that are named by where they are, and by their digests, through every endpoint.</summary>
public sealed class SourceTests : IAsyncLifetime
{
    private PictureServer _outside = null!;
    private CaptionServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _outside = await PictureServer.StartAsync();
        (_server, _http) = await StartAsync(("CaptionCluster:Sources:Urls", "public"));
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _outside.DisposeAsync();
    }

    [Fact]
    public async Task Post_Url_IsTheCaptionOfWhatItHas()
    {
        var picture = Pictures.New();
        _outside.Put("/a", picture, ("Content-Type", "text/plain")); // Told by its bytes.

        var answer = await _http.CaptionJsonAsync(Json("http://public.example/a?x#y")).AnswerAsync();

        Assert.Equal(("A dog runs.", ImageDigest.Compute(picture).ToString()),
            ((string)answer["caption"]!, (string)answer["image"]!["sha256"]!));
        Assert.Equal("/a", Assert.Single(_outside.Requests).Path);
        Assert.Equal("hit", (string?)(await _http.CaptionAsync(picture).AnswerAsync())["source"]);
    }

    [Fact]
    public async Task Post_UrlOfNoPicture_IsRefusedAsItsBytesWouldBe()
    {
        _outside.Put("/page", "<html>"u8.ToArray(), ("Content-Type", "image/jpeg"));

        await _http.CaptionJsonAsync(Json("http://public.example/page")).ProblemAsync(415, "unsupported-format");
    }

    [Fact]
    public async Task Post_UrlThatIsNotFound_NamesHostAndStatusAlone()
    {
        var problem = await _http.CaptionJsonAsync(Json("http://public.example/gone?key=secret")).ProblemAsync(424, "source-status");

        Assert.Equal("'public.example' answered with 404.", (string?)problem["detail"]);
    }

    [Fact]
    public async Task Post_UrlWithOptions_ObeysThem()
    {
        _outside.Put("/a", Pictures.New());

        var answer = await _http.CaptionJsonAsync("""{"image":{"url":"http://public.example/a"},"include":["tokens"]}""").AnswerAsync();

        Assert.NotEmpty(answer["tokens"]!.AsArray());
    }

    [Fact]
    public async Task Post_UnchangedUrl_IsAskedWithItsTagAndNotDownloadedAgain()
    {
        _outside.Put("/a", Pictures.New(), ("ETag", "\"one\""), ("Last-Modified", "Fri, 13 Nov 2026 10:00:00 GMT"));

        var first = await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();
        var second = await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();

        Assert.Equal(("computed", "hit"), ((string)first["source"]!, (string)second["source"]!));
        Assert.Equal((string?)first["image"]!["sha256"], (string?)second["image"]!["sha256"]);
        Assert.Equal(["", "\"one\""], _outside.Requests.Select(request => request.Headers.IfNoneMatch.ToString()));
        Assert.Equal(["", "Fri, 13 Nov 2026 10:00:00 GMT"],
            _outside.Requests.Select(request => request.Headers.IfModifiedSince.ToString()));
    }

    [Fact]
    public async Task Post_ChangedUrl_IsDownloadedAgain()
    {
        var (before, after) = (Pictures.New(), Pictures.New());
        _outside.Put("/a", before, ("ETag", "\"one\""));
        await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();
        _outside.Put("/a", after, ("ETag", "\"two\""));

        var answer = await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();

        Assert.Equal(ImageDigest.Compute(after).ToString(), (string?)answer["image"]!["sha256"]);
    }

    [Theory]
    [InlineData("max-age=60", 1)]
    [InlineData("public, max-age=60", 1)]
    [InlineData("max-age=0", 2)]
    [InlineData("no-cache, max-age=60", 2)]
    [InlineData("no-store, max-age=60", 2)]
    [InlineData("s-maxage=60", 2)]
    public async Task Post_FreshUrl_IsNotAskedAgain(string cacheControl, int requests)
    {
        _outside.Put("/a", Pictures.New(), ("Cache-Control", cacheControl));

        for (var i = 0; i < 2; i++) await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();

        Assert.Equal(requests, _outside.Requests.Count);
    }

    [Theory]
    [InlineData("", "max-age=60")]
    [InlineData("\"one\"", "")]
    public async Task Post_UnchangedUrlWhoseCaptionWasForgotten_IsDownloadedAnew(string etag, string cacheControl)
    {
        _outside.Put("/a", Pictures.New(),
            [.. new[] { ("ETag", etag), ("Cache-Control", cacheControl) }.Where(header => header.Item2.Length > 0)]);
        var first = await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();
        (await _http.DeleteAsync($"/v1/captions/{first["image"]!["sha256"]}")).EnsureSuccessStatusCode();

        var second = await _http.CaptionJsonAsync(Json("http://public.example/a")).AnswerAsync();

        Assert.Equal("computed", (string?)second["source"]);
        Assert.Equal("", _outside.Requests.Last().Headers.IfNoneMatch.ToString());
    }

    [Fact]
    public async Task Post_RedirectedUrl_IsAskedAgainAllTheWay()
    {
        _outside.Redirect("/from", "/to");
        _outside.Put("/to", Pictures.New(), ("ETag", "\"one\""), ("Cache-Control", "max-age=60"));

        for (var i = 0; i < 2; i++) await _http.CaptionJsonAsync(Json("http://public.example/from")).AnswerAsync();

        Assert.Equal(["/from", "/to", "/from", "/to"], _outside.Requests.Select(request => request.Path));
        Assert.Equal(["", "", "", "\"one\""], _outside.Requests.Select(request => request.Headers.IfNoneMatch.ToString()));
    }

    [Fact]
    public async Task Batch_Urls_AreAnsweredInTheirLines()
    {
        var (one, two, known) = (Pictures.New(), Pictures.New(), Pictures.New());
        _outside.Put("/1", one);
        _outside.Put("/2", two);
        await _http.CaptionAsync(known).AnswerAsync();

        var lines = await LinesAsync(
            """{"id":"one","image":{"url":"http://public.example/1"}}""",
            """{"id":"gone","image":{"url":"http://public.example/gone"}}""",
            $$$"""{"id":"known","image":{"sha256":"{{{ImageDigest.Compute(known)}}}"}}""",
            $$$"""{"id":"unknown","image":{"sha256":"{{{ImageDigest.Compute([1])}}}"}}""",
            """{"id":"inside","image":{"url":"http://127.0.0.1/"}}""",
            """{"id":"two","image":{"url":"http://public.example/2"},"include":["tokens"]}""");

        Assert.Equal(ImageDigest.Compute(one).ToString(), (string?)lines["one"]["sha256"]);
        Assert.Equal("A dog runs.", (string?)lines["one"]["result"]!["caption"]);
        Assert.Equal("/problems/source-status", (string?)lines["gone"]["error"]!["type"]);
        Assert.Equal("hit", (string?)lines["known"]["result"]!["source"]);
        Assert.Equal("/problems/never-seen", (string?)lines["unknown"]["error"]!["type"]);
        Assert.Equal("/problems/source-not-public", (string?)lines["inside"]["error"]!["type"]);
        Assert.NotEmpty(lines["two"]["result"]!["tokens"]!.AsArray());
    }

    [Fact]
    public async Task Batch_ManyUrls_AreFetchedBesideEachOtherAndBounded()
    {
        var (now, most) = (0, 0);
        _outside.Answers["/slow"] = async http =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            await Task.Yield();
            await http.Response.Body.WriteAsync(Pictures.New());
            Interlocked.Decrement(ref now);
        };

        var lines = await LinesAsync([
            .. Enumerable.Range(0, 50).Select(i => $$$"""{"id":"{{{i}}}","image":{"url":"http://public.example/slow"}}"""),
        ]);

        Assert.Equal(50, lines.Values.Count(line => line["result"] is not null));
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task Job_Urls_AreFetchedWhenItIsAccepted()
    {
        var (sent, one, two) = (Pictures.New(), Pictures.New(), Pictures.New());
        _outside.Put("/1", one, ("Cache-Control", "max-age=60"));
        _outside.Put("/2", two);
        await _http.CaptionJsonAsync(Json("http://public.example/1")).AnswerAsync();

        var accepted = await _http.PostLinesAsync(
            "/v1/jobs",
            """{"id":"two","image":{"url":"http://public.example/2"}}""",
            JobCalls.Line(sent, "sent"),
            """{"id":"one","image":{"url":"http://public.example/1"}}""").AcceptedAsync();
        _outside.Answers.Clear();
        var ended = await _http.EndAsync(accepted);
        var results = ended["results"]!.AsArray().ToDictionary(result => (int)result!["index"]!, result => result!);

        Assert.Equal([("two", two), ("sent", sent), ("one", one)],
            Enumerable.Range(0, 3).Select(i => ((string)results[i]["id"]!, OneOf(results[i], sent, one, two))));
        Assert.All(results.Values, result => Assert.Equal("A dog runs.", (string?)result["result"]!["caption"]));
    }

    [Fact]
    public async Task Job_UrlThatFails_RefusesAllAndLeavesNothing()
    {
        _outside.Put("/1", Pictures.New());

        var problem = await _http
            .PostLinesAsync(
                "/v1/jobs",
                """{"image":{"url":"http://public.example/1"}}""",
                """{"image":{"url":"http://public.example/gone"}}"""
            )
            .ProblemAsync(424, "source-status");

        Assert.StartsWith("Picture 1: ", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Empty((await _http.GetAsync("/v1/jobs").JsonAsync())["jobs"]!.AsArray());
        var now = TimeProvider.System.GetUtcNow();
        var sweep = new JobSweep(now, DraftsBefore: now.AddDays(1), EndedBefore: now.AddDays(-1));
        Assert.Equal(0, await _server.Services.GetRequiredService<IJobStore>().SweepAsync(sweep, CancellationToken.None));
    }

    [Fact]
    public async Task Job_UrlsThatAreTooMuchTogether_AreRefused()
    {
        var (server, http) = await StartAsync(("CaptionCluster:Sources:Urls", "public"),
            ("CaptionCluster:Jobs:MaxBytes", (1 << 20).ToString(null, null)));
        await using var _ = server;
        using var __ = http;
        _outside.Put("/large", new byte[700_000]);

        await http.PostLinesAsync(
                "/v1/jobs",
                """{"image":{"url":"http://public.example/large"}}""",
                """{"image":{"url":"http://public.example/large"}}"""
            )
            .ProblemAsync(413, "too-many-bytes");
    }

    [Fact]
    public async Task Job_SameUrlAndKey_IsTheSameJobWhateverItHasNow()
    {
        _outside.Put("/a", Pictures.New());
        var first = await OrderAsync();
        _outside.Put("/a", Pictures.New());

        Assert.Equal((string?)first["id"], (string?)(await OrderAsync())["id"]);

        async Task<JsonNode> OrderAsync()
        {
            using var request = JobCalls.Lines("/v1/jobs", """{"image":{"url":"http://public.example/a"}}""");
            request.Headers.Add("Idempotency-Key", "a key");
            return await _http.SendAsync(request).AcceptedAsync();
        }
    }

    [Fact]
    public async Task Job_Digests_AreAnsweredOrNeverSeen()
    {
        var known = Pictures.New();
        await _http.CaptionAsync(known).AnswerAsync();

        var job = await _http.EndAsync(
            await _http
                .PostLinesAsync(
                    "/v1/jobs",
                    $$$"""{"image":{"sha256":"{{{ImageDigest.Compute(known)}}}"}}""",
                    $$$"""{"image":{"sha256":"{{{ImageDigest.Compute([2])}}}"}}"""
                )
                .AcceptedAsync()
        );

        var results = job["results"]!.AsArray().OrderBy(result => (int)result!["index"]!).ToList();
        Assert.Equal("A dog runs.", (string?)results[0]!["result"]!["caption"]);
        Assert.Equal("/problems/never-seen", (string?)results[1]!["error"]!["type"]);
    }

    [Fact]
    public async Task Post_UrlRatherLater_IsAJobOfIt()
    {
        _outside.Put("/a", Pictures.New());
        using var request = Post("http://public.example/a");
        request.Headers.Add("Prefer", "respond-async");

        var job = await _http.EndAsync(await _http.SendAsync(request).AcceptedAsync());

        Assert.Equal(1, (int?)job["counts"]!["done"]);
    }

    [Fact]
    public async Task Post_ClientLeaves_StopsTheDownloadAtOnce()
    {
        var (arrived, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        _outside.Answers["/slow"] = async http =>
        {
            http.RequestAborted.Register(left.SetResult);
            await http.Response.Body.WriteAsync(Pictures.Dog.AsMemory(0, 100));
            await http.Response.Body.FlushAsync();
            arrived.SetResult();
            await left.Task;
        };
        using var leaving = new CancellationTokenSource();
        var asking = _http.PostAsync("/v1/captions", JsonContent(Json("http://public.example/slow")), leaving.Token);
        await Patience.For(arrived.Task);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Patience.For(left.Task);
        Assert.Empty(_server.Log.Lines);
    }

    [Fact]
    public async Task Post_ClientThatWaitsBriefly_IsAnsweredInItsTime()
    {
        var left = new TaskCompletionSource();
        _outside.Answers["/slow"] = async http =>
        {
            http.RequestAborted.Register(left.SetResult);
            await left.Task;
        };
        using var request = Post("http://public.example/slow");
        request.Headers.Add("Prefer", "wait=1");

        await _http.SendAsync(request).ProblemAsync(504, "no-answer-in-time");

        await Patience.For(left.Task);
    }

    [Fact]
    public async Task Post_UrlWhereNoneAreFetched_SaysHowToTurnItOn()
    {
        var (server, http) = await StartAsync();
        await using var _ = server;
        using var __ = http;

        var problem = await http.CaptionJsonAsync(Json("http://public.example/a")).ProblemAsync(403, "urls-off");

        Assert.Contains("CaptionCluster:Sources:Urls", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Empty(_outside.Requests);
    }

    [Theory]
    [InlineData("http://public.example/a", null)]
    [InlineData("http://PUBLIC.example./a", null)]
    [InlineData("http://a.below.example/a", null)]
    [InlineData("http://b.a.below.example/a", null)]
    [InlineData("http://below.example/a", "source-not-allowed")]
    [InlineData("http://notbelow.example/a", "source-not-allowed")]
    [InlineData("http://other.example/a", "source-not-allowed")]
    [InlineData("http://public.example.other.example/a", "source-not-allowed")]
    [InlineData("http://93.184.216.34/a", "source-not-allowed")]
    [InlineData("http://public.example/to-other", "source-not-allowed")]
    [InlineData("http://inside.below.example/a", "source-not-public")]
    public async Task Post_UrlWithAnAllowList_IsFetchedFromItsPublicHostsAlone(string url, string? code)
    {
        var (server, http) = await StartAsync(
            ("CaptionCluster:Sources:Urls", "allow-list"), ("CaptionCluster:Sources:AllowedHosts:0", "Public.example"),
            ("CaptionCluster:Sources:AllowedHosts:1", "*.below.example"));
        await using var _ = server;
        using var __ = http;
        _outside.Put("/a", Pictures.New());
        _outside.Redirect("/to-other", "http://other.example/a");

        var answer = await http.CaptionJsonAsync(Json(url)).JsonAsync();

        Assert.Equal(code is null ? null : "/problems/" + code, (string?)answer["type"]);
        Assert.Equal(code is null ? 1 : 0, _outside.CountOf("/a"));
    }

    /// <summary>The one way to what is not public: said by whoever runs the service.</summary>
    [Fact]
    public async Task Post_UrlInsideWherePrivateAddressesAreAllowed_IsFetched()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:Sources:Urls", "public"), ("CaptionCluster:Sources:AllowPrivateAddresses", "true"),
            ("CaptionCluster:Sources:FurtherPorts:0", _outside.Port.ToString(null, null)));
        using var http = server.CreateHttpClient();
        _outside.Put("/a", Pictures.New());

        foreach (var host in (string[])["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost"])
        {
            await http.CaptionJsonAsync(Json($"http://{host}:{_outside.Port}/a")).AnswerAsync();
        }

        Assert.Equal(5, _outside.CountOf("/a"));
    }

    [Theory]
    [InlineData("some", null, "must be none, allow-list or public")]
    [InlineData("allow-list", null, "names no host")]
    [InlineData("allow-list", "https://example.org/", "is neither a host")]
    [InlineData("allow-list", "*", "is neither a host")]
    public async Task Start_SenselessSetting_IsRefused(string urls, string? host, string said)
    {
        (string, string)[] settings = host is null ? [] : [("CaptionCluster:Sources:AllowedHosts:0", host)];

        var error = await Assert.ThrowsAnyAsync<Exception>(() =>
            CaptionServer.StartAsync([("CaptionCluster:Sources:Urls", urls), .. settings]));

        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DataUrl_IsItsPictureWithoutAnySource()
    {
        var picture = Pictures.New();
        var (server, http) = await StartAsync();
        await using var _ = server;
        using var __ = http;

        var url = "data:image/jpeg;base64," + Convert.ToBase64String(picture);
        using var read = await server.Services.GetRequiredService<ISourceReader>().ReadAsync(url, Caller.Unknown, default);

        Assert.Equal(picture, read.Bytes!.Value.ToArray());
        Assert.Equal(ImageDigest.Compute(picture), read.Digest);
    }

    private static string Json(string url) => JsonSerializer.Serialize(new { image = new { url } });

    private static HttpRequestMessage Post(string url) => new(HttpMethod.Post, "/v1/captions") { Content = JsonContent(Json(url)) };

    private static StringContent JsonContent(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static byte[] OneOf(JsonNode result, params byte[][] pictures) =>
        pictures.Single(picture => ImageDigest.Compute(picture).ToString() == (string?)result["sha256"]);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
        }
    }

    private async Task<Dictionary<string, JsonNode>> LinesAsync(params string[] lines)
    {
        using var response = await _http.PostLinesAsync("/v1/captions/batch", lines);
        var text = await response.Content.ReadAsStringAsync();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).ToDictionary(line => (string)line["id"]!);
    }

    /// <summary>Public addresses lead to the server of pictures.</summary>
    private async Task<(CaptionServer Server, HttpClient Http)> StartAsync(params (string Key, string Value)[] settings)
    {
        var network = new FakeNetwork(_outside.ConnectAsync);
        string[] names = ["public.example", "other.example", "below.example", "a.below.example", "b.a.below.example", "notbelow.example"];
        foreach (var name in names)
        {
            network.Name(name, [FakeNetwork.Public]);
        }

        network.Name("inside.below.example", ["10.0.0.1"]);
        var server = await CaptionServer.StartAsync(services => services.AddSingleton<INetwork>(network), settings);
        return (server, server.CreateHttpClient());
    }
}
