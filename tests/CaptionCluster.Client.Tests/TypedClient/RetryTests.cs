using CaptionCluster.Client.Http;
using static CaptionCluster.Client.Tests.TypedClient.ScriptedService;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>What the client does again, when, and how often.</summary>
public sealed class RetryTests : IClassFixture<ScriptedService>, IDisposable
{
    private readonly ScriptedService _service;
    private readonly ObservedTime _time = new();
    private readonly HttpClient _http;
    private readonly CaptionClient _client;

    public RetryTests(ScriptedService service)
    {
        _service = service;
        _http = new HttpClient { BaseAddress = service.Address, Timeout = Patience.Limit };
        _client = new CaptionClient(_http, new CaptionClientOptions { MaxAttempts = 3 }, _time);
    }

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("7")]
    [InlineData("Sat, 01 Jan 2000 00:00:07 GMT")]
    public async Task Call_ToldWhenToComeBack_ComesNoEarlier(string retryAfter)
    {
        _service.Script(Busy(429, retryAfter));

        var models = _client.GetModelsAsync();
        var pause = await _time.TimerSetAsync();
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(models.IsCompleted);
        Assert.Single(_service.Requests);
        _time.Advance(pause);

        Assert.Empty(await models.WaitAsync(Patience.Limit));
        Assert.InRange(pause.TotalSeconds, 7, 8.75);
        Assert.Equal(2, _service.Requests.Count);
    }

    [Fact]
    public async Task Call_BusyWithoutATime_PausesLongerEachTimeAndGivesUp()
    {
        _service.Script(Busy(503), Busy(503), Busy(503));

        var models = _client.GetModelsAsync();
        var pauses = (First: await PauseAsync(), Second: await PauseAsync());
        var error = await Assert.ThrowsAsync<CaptionProblemException>(() => models.WaitAsync(Patience.Limit));

        Assert.InRange(pauses.First.TotalSeconds, 0.25, 0.5);
        Assert.InRange(pauses.Second.TotalSeconds, 0.5, 1);
        Assert.Equal((503, ProblemCodes.Overloaded, 3, null), (error.Status, error.Code, error.Attempts, error.RetryAfter));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task Call_ToldToComeBackMuchLater_SaysSoAtOnce()
    {
        _service.Script(Busy(429, "3600"));

        var error = await Assert.ThrowsAsync<CaptionProblemException>(() => Patience.For(_client.GetModelsAsync()));

        Assert.Equal((TimeSpan.FromHours(1), 1), (error.RetryAfter, error.Attempts));
        Assert.Contains("longer than MaxDelay", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"models\"")]
    public async Task Call_ConnectionReset_IsRepeatedWithTheWholeBody(string begun)
    {
        using var picture = new MemoryStream(new byte[1000]) { Position = 100 };
        _service.Script(Lost(begun), Busy(422));

        var caption = _client.CaptionAsync(Picture.FromStream(picture));
        await PauseAsync();

        await Assert.ThrowsAsync<CaptionProblemException>(() => caption.WaitAsync(Patience.Limit));
        Assert.Equal([900, 900], _service.Requests.Select(request => request.Bytes));
        Assert.True(picture.CanRead);
    }

    [Fact]
    public async Task Call_StreamThatCantSeek_IsNotRepeatedAndSaysSo()
    {
        await using var once = new OnceStream([1, 2, 3]);
        _service.Script(Busy(503, "1"));

        var error = await Assert.ThrowsAsync<CaptionProblemException>(
            () => Patience.For(_client.CaptionAsync(Picture.FromStream(once))));

        Assert.Contains("not repeated: a picture's stream can't seek", error.Message, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Call_CancelledInAPause_EndsAtOnce()
    {
        using var leaving = new CancellationTokenSource();
        _service.Script(Busy(503));

        var models = _client.GetModelsAsync(leaving.Token);
        await _time.TimerSetAsync();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => models.WaitAsync(Patience.Limit));
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Call_NobodyThere_SaysSoAfterAllAttempts()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        await using var once = new OnceStream([1, 2, 3]); // Not begun, as no connection comes about.

        var caption = new CaptionClient(http, new CaptionClientOptions { MaxAttempts = 2 }, _time).CaptionAsync(Picture.FromStream(once));
        await PauseAsync();
        var error = await Assert.ThrowsAsync<CaptionConnectionException>(() => caption.WaitAsync(Patience.Limit));

        Assert.Equal(2, error.Attempts);
    }

    [Fact]
    public async Task Call_AnotherServersAnswer_IsNotTakenForOne()
    {
        _service.Script(
            http => Json(http, "<html>", "text/html"),
            http =>
            {
                http.Response.StatusCode = 502;
                return Json(http, "<html>Bad gateway", "text/html");
            });

        var page = await Assert.ThrowsAsync<CaptionConnectionException>(() => Patience.For(_client.GetModelsAsync()));
        var gateway = await Assert.ThrowsAsync<CaptionProblemException>(() => Patience.For(_client.GetModelsAsync()));

        Assert.Contains("check the address", page.Message, StringComparison.Ordinal);
        Assert.Equal((502, "http-502"), (gateway.Status, gateway.Code));
        Assert.Contains("Bad gateway", gateway.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateJob_ConnectionReset_IsTheSameJobAgain()
    {
        _service.Script(Lost(), Busy(422));

        var job = _client.Jobs.CreateAsync([new NamedPicture(Picture.FromBytes(new byte[10]))]);
        await PauseAsync();

        await Assert.ThrowsAsync<CaptionProblemException>(() => job.WaitAsync(Patience.Limit));
        Assert.Single(_service.Requests.Select(request => Assert.IsType<string>(request.IdempotencyKey)).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\"")]
    public async Task DeleteJob_ConnectionReset_IsNotRepeatedAndSaysSo(string begun)
    {
        _service.Script(Lost(begun));

        var error = await Assert.ThrowsAsync<CaptionConnectionException>(() => Patience.For(_client.Jobs.DeleteAsync("some")));

        Assert.Contains("may have done it already", error.Message, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Stream_ConnectionResetAmongWords_IsNotRepeatedAndSaysSo()
    {
        using var isRead = new SemaphoreSlim(0);
        _service.Script(Lost("event: words\ndata: {\"text\":\"a dog\",\"final\":false}\n\n", "text/event-stream", isRead));

        await using var updates = _client.StreamAsync(Picture.FromBytes(new byte[1])).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        isRead.Release();
        var error = await Assert.ThrowsAsync<CaptionConnectionException>(() => Patience.For(updates.MoveNextAsync().AsTask()));

        Assert.Contains("not repeated: words of it were told", error.Message, StringComparison.Ordinal);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Stream_ProblemAmongWords_IsTyped()
    {
        const string Problem = "{\"type\":\"/problems/silos-lost\",\"title\":\"Lost\",\"status\":503,\"detail\":\"Send it again.\"}";
        _service.Script(http => Json(http, $"event: error\ndata: {Problem}\n\n", "text/event-stream"));

        var updates = _client.StreamAsync(Picture.FromBytes(new byte[1])).ToListAsync();
        var error = await Assert.ThrowsAsync<CaptionProblemException>(() => Patience.For(updates.AsTask()));

        Assert.Equal((503, ProblemCodes.SilosLost, "Send it again."), (error.Status, error.Code, error.Detail));
    }

    [Fact]
    public async Task Follow_ConnectionReset_GoesOnWhereItWas()
    {
        const string Item = "{\"decided\":1,\"items\":2,\"item\":{\"index\":0,\"id\":null,\"sha256\":null}}";
        const string End = "{\"state\":\"completed\",\"counts\":{\"items\":1,\"done\":1,\"dead\":0,\"waiting\":0}}";
        using var isRead = new SemaphoreSlim(0);
        _service.Script(
            Lost($"retry: 1000\n\nid: 1\nevent: item\ndata: {Item}\n\n", "text/event-stream", isRead),
            http => Json(http, ": still here\n\n", "text/event-stream"),
            http => Json(http, $"id: 2\nevent: end\ndata: {End}\n\n", "text/event-stream"));

        await using var events = _client.Jobs.FollowAsync("some").GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        var first = Assert.IsType<JobItemDecided>(events.Current);
        Assert.Equal(("1", 1, 2), (first.EventId, first.Decided, first.Items));
        isRead.Release();
        var last = events.MoveNextAsync().AsTask();
        await PauseAsync();
        await PauseAsync();

        Assert.True(await last.WaitAsync(Patience.Limit));
        Assert.Equal(new JobEnded("2", JobStates.Completed, new JobCounts(1, 1, 0, 0)), events.Current);
        Assert.False(await events.MoveNextAsync());
        Assert.Equal([null, "1", "1"], _service.Requests.Select(request => request.LastEventId));
    }

    [Fact]
    public async Task Batch_ConnectionReset_SendsOnlyWhatWasNotAnswered()
    {
        const string Lines = "application/x-ndjson";
        const string Error = "\"id\":null,\"sha256\":null,\"error\":{\"type\":\"/problems/broken-image\",\"detail\":\"Cut off.\"}}\n";
        using var arrived = new SemaphoreSlim(0);
        using var taken = new SemaphoreSlim(0);
        using var isRead = new SemaphoreSlim(0);
        _service.Script(
            async http =>
            {
                arrived.Release();
                Assert.True(await taken.WaitAsync(Patience.Limit));
                await Json(http, "{\"index\":0," + Error, Lines);
            },
            Lost("{\"index\":1," + Error, Lines, isRead),
            http => Json(http, "{\"index\":0," + Error, Lines));

        var client = new CaptionClient(_http, new CaptionClientOptions { BatchRequests = 1 }, _time);
        await using var items = client.BatchAsync(PicturesAsync()).GetAsyncEnumerator();
        var indices = new List<int> { await NextAsync(), await NextAsync() };
        isRead.Release();
        var last = NextAsync();
        await PauseAsync();
        indices.Add(await last);

        Assert.False(await items.MoveNextAsync());
        Assert.Equal([0, 2, 1], indices);
        Assert.Equal([false, true, false], _service.Requests.Select(request => request.Bytes > 1200));

        async Task<int> NextAsync()
        {
            Assert.True(await Patience.For(items.MoveNextAsync().AsTask()));
            return items.Current.Index;
        }

        // The first goes alone, the other two together.
        async IAsyncEnumerable<NamedPicture> PicturesAsync()
        {
            var picture = new NamedPicture(Picture.FromBytes(new byte[600]));
            yield return picture;
            Assert.True(await arrived.WaitAsync(Patience.Limit));
            yield return picture;
            yield return picture;
            taken.Release();
        }
    }

    /// <summary>The next pause, begun and over.</summary>
    private async Task<TimeSpan> PauseAsync()
    {
        var pause = await _time.TimerSetAsync();
        _time.Advance(pause);
        return pause;
    }
}
