using System.Net;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>POST /v1/captions answered with events.</summary>
public sealed class CaptionStreamTests : ServerTests
{
    private readonly byte[] _picture = Pictures.New();

    [Fact]
    public async Task Post_NewPicture_WordsAsTheyAreSaidThenTheCaption()
    {
        Server.Model.Decode.Close();
        var opening = CaptionEvents.OpenAsync(Http, _picture);
        await Server.Model.Decode.ArrivedAsync();

        await Server.Model.SayAsync("a dog");
        await using var events = await opening;
        Assert.Equal("a dog", await events.WordsAsync());
        await Server.Model.SayAsync("a dog barks");
        Assert.Equal("a dog barks", await events.WordsAsync());
        Server.Model.Open();

        var rest = await events.RestAsync();
        Assert.Equal(["words", "caption"], rest.Select(sent => sent.Name));
        Assert.Equal("""{"text":"a dog runs","final":true}""", rest[0].Data.ToJsonString());
        Assert.Equal("A dog runs.", (string?)rest[1].Data["caption"]);
        Assert.Equal("computed", (string?)rest[1].Data["source"]);
    }

    [Fact]
    public async Task Post_KnownPicture_IsOneEventWithTheOrdinaryAnswer()
    {
        await Http.CaptionAsync(_picture).AnswerAsync();
        using var ordinary = await Http.CaptionAsync(_picture);
        using var response = await Http.SendAsync(CaptionEvents.Request(_picture));

        Assert.Equal($"event: caption\ndata: {await ordinary.Content.ReadAsStringAsync()}\n\n", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Not timing: that is of each request.</summary>
    [Fact]
    public async Task Post_EverythingIncluded_TheLastEventIsTheOrdinaryAnswer()
    {
        const string Query = "?include=tokens,attention,alternatives";
        await using var events = await CaptionEvents.OpenAsync(Http, _picture, Query);
        var streamed = (await events.RestAsync())[^1].Data;
        await using var other = await CaptionServer.StartAsync();
        using var http = other.CreateHttpClient();

        Assert.Equal((await http.CaptionAsync(_picture, Query).AnswerAsync()).ToJsonString(), streamed.ToJsonString());
    }

    [Fact]
    public async Task Post_IncludesTiming_TheLastEventHasIt()
    {
        await using var events = await CaptionEvents.OpenAsync(Http, _picture, "?include=timing");

        Assert.True((double)(await events.RestAsync())[^1].Data["timing"]!["totalMs"]! > 0);
    }

    /// <summary>Whether or not the one whose flight it is wants words.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_AnotherIsAtIt_HearsTheSameWordsAndGetsTheSameCaption(bool firstStreams)
    {
        Server.Model.Decode.Close();
        var first = Http.SendAsync(CaptionEvents.Request(_picture, accept: firstStreams ? "text/event-stream" : "*/*"));
        await Server.Model.Decode.ArrivedAsync();
        var opening = CaptionEvents.OpenAsync(Http, _picture);

        await Server.Model.SayAsync("a dog");
        await using var events = await opening;
        Assert.Equal("a dog", await events.WordsAsync());
        Server.Model.Open();

        var last = (await events.RestAsync())[^1].Data;
        Assert.Equal("coalesced", (string?)last["source"]);
        Assert.Equal("A dog runs.", (string?)last["caption"]);
        Assert.Equal(1, Server.Model.Encodings);
        using var answer = await first;
        Assert.Contains("A dog runs.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ClientLeavesMidway_TheWorkIsCancelledAndTheNextComputes()
    {
        Server.Model.Decode.Close();
        var opening = CaptionEvents.OpenAsync(Http, _picture);
        await Server.Model.Decode.ArrivedAsync();
        await Server.Model.SayAsync("a dog");
        var events = await opening;
        Assert.Equal("a dog", await events.WordsAsync());

        await events.DisposeAsync();

        await Server.Model.Decode.CancelledAsync();
        Server.Model.Open();
        Assert.Equal("computed", (string?)(await Http.CaptionAsync(_picture).AnswerAsync())["source"]);
        Assert.Empty(Server.Log.Lines);
    }

    [Fact]
    public async Task Post_FailsBeforeTheFirstEvent_IsAnOrdinaryProblem()
    {
        Server.Model.Failure = new OverloadedException("Full.", TimeSpan.FromSeconds(2));

        using var response = await Http.SendAsync(CaptionEvents.Request(_picture));

        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        await Task.FromResult(response).ProblemAsync(429, "overloaded");
        await Http.SendAsync(CaptionEvents.Request([1, 2, 3])).ProblemAsync(415, "unsupported-format");
    }

    [Fact]
    public async Task Post_FailsMidway_IsToldInTheLastEvent()
    {
        using var counts = new RequestCounts(Server);
        Server.Model.Decode.Close();
        Server.Model.Twist = (_, _) => throw new InferenceFailedException("The secret.");
        var opening = CaptionEvents.OpenAsync(Http, _picture);
        await Server.Model.Decode.ArrivedAsync();
        await Server.Model.SayAsync("a dog");
        await using var events = await opening;
        await events.WordsAsync();

        Server.Model.Open();

        var error = Assert.Single(await events.RestAsync());
        Assert.Equal("error", error.Name);
        Assert.Equal(("/problems/inference-failed", 500), ((string?)error.Data["type"], (int)error.Data["status"]!));
        Assert.NotEmpty((string)error.Data["traceId"]!);
        Assert.DoesNotContain("secret", error.Data.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("failed=1", counts.Outcomes);
        Assert.Single(Server.Log.Lines, line => line.Contains("inference-failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_TimeIsUpMidway_IsToldInTheLastEvent()
    {
        Server.Model.Decode.Close();
        var request = CaptionEvents.Request(_picture);
        request.Headers.Add("Prefer", "wait=1");
        var sending = Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await Server.Model.Decode.ArrivedAsync();
        await Server.Model.SayAsync("a dog");

        using var response = await sending;
        var names = new List<(string, JsonNode?)>();
        await foreach (var sent in response.EventsAsync()) names.Add((sent.Name, sent.Data["status"]));

        Assert.Equal("error", names[^1].Item1);
        Assert.Equal(504, (int)names[^1].Item2!);
        Assert.Equal("words", names[0].Item1);
    }

    [Theory]
    [InlineData("text/event-stream", true)]
    [InlineData("Text/Event-Stream;q=0.5", true)]
    [InlineData("application/json, text/event-stream", true)]
    [InlineData("application/json, text/event-stream;q=0.9", false)]
    [InlineData("text/event-stream;q=0", false)]
    [InlineData("text/*", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData(",;/nonsense", false)]
    public async Task Post_Accept_ChoosesTheForm(string accept, bool isStream)
    {
        using var request = CaptionEvents.Request(_picture);
        request.Headers.Remove("Accept");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(isStream ? "text/event-stream" : "application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_RespondAsync_IsAJobAllTheSame()
    {
        using var request = CaptionEvents.Request(_picture);
        request.Headers.Add("Prefer", "respond-async");

        await Http.SendAsync(request).AcceptedAsync();
    }

    [Fact]
    public async Task Description_OfPost_TellsOfEvents()
    {
        var api = await Http.GetAsync("/openapi/v1.json").JsonAsync();

        var content = api["paths"]!["/v1/captions"]!["post"]!["responses"]!["200"]!["content"]!;
        Assert.NotNull(content["application/json"]);
        Assert.Equal("string", (string?)content["text/event-stream"]!["schema"]!["type"]);
        Assert.Contains("event: words", (string)content["text/event-stream"]!["example"]!, StringComparison.Ordinal);
    }
}
