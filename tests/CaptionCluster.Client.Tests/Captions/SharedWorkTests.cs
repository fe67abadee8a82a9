using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>Many clients, one picture, over real sockets.</summary>
public sealed class SharedWorkTests : IAsyncLifetime
{
    private CaptionServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _server = await CaptionServer.StartAsync();
        _http = _server.CreateHttpClient();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Post_200ClientsSendOneNewPicture_OneInference()
    {
        var picture = Pictures.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _http.CaptionAsync(picture).AnswerAsync()));

        Assert.Equal(1, _server.Model.Encodings);
        Assert.Single(answers, answer => (string?)answer["source"] == "computed");
        Assert.Single(answers.Select(answer => (string?)answer["caption"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_KnownPicture_IsAHitWithoutInference()
    {
        var picture = Pictures.New();
        await _http.CaptionAsync(picture).AnswerAsync();

        var again = await _http.CaptionAsync(picture).AnswerAsync();

        Assert.Equal("hit", (string?)again["source"]);
        Assert.Equal(1, _server.Model.Encodings);
    }

    [Fact]
    public async Task Post_SomeClientsLeave_TheOthersAreAnswered()
    {
        _server.Model.Encode.Close();
        using var leaving = new CancellationTokenSource();
        var picture = Pictures.New();
        var leavers = Enumerable.Range(0, 10).Select(_ => _http.CaptionAsync(picture, cancellationToken: leaving.Token)).ToArray();
        await _server.Model.Encode.ArrivedAsync();
        var stayers = Enumerable.Range(0, 10).Select(_ => _http.CaptionAsync(picture).AnswerAsync()).ToArray();

        await leaving.CancelAsync();
        foreach (var leaver in leavers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        _server.Model.Encode.Open();

        Assert.All(await Task.WhenAll(stayers), answer => Assert.Equal("A dog runs.", (string?)answer["caption"]));
    }

    [Fact]
    public async Task Post_EveryClientLeaves_TheWorkIsCancelledAndTheNextComputes()
    {
        _server.Model.Encode.Close();
        using var leaving = new CancellationTokenSource();
        var picture = Pictures.New();
        var only = _http.CaptionAsync(picture, cancellationToken: leaving.Token);
        await _server.Model.Encode.ArrivedAsync();

        await leaving.CancelAsync();
        await _server.Model.Encode.CancelledAsync();
        _server.Model.Encode.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        Assert.Equal("computed", (string?)(await _http.CaptionAsync(picture).AnswerAsync())["source"]);
    }
}
