using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>Many clients, one picture, over real sockets.</summary>
public sealed class SharedWorkTests : ServerTests
{
    [Fact]
    public async Task Post_200ClientsSendOneNewPicture_OneInference()
    {
        var picture = Pictures.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Http.CaptionAsync(picture).AnswerAsync()));

        Assert.Equal(1, Server.Model.Encodings);
        Assert.Single(answers, answer => (string?)answer["source"] == "computed");
        Assert.Single(answers.Select(answer => (string?)answer["caption"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Post_KnownPicture_IsAHitWithoutInference()
    {
        var picture = Pictures.New();
        await Http.CaptionAsync(picture).AnswerAsync();

        var again = await Http.CaptionAsync(picture).AnswerAsync();

        Assert.Equal("hit", (string?)again["source"]);
        Assert.Equal(1, Server.Model.Encodings);
    }

    [Fact]
    public async Task Post_SomeClientsLeave_TheOthersAreAnswered()
    {
        Server.Model.Encode.Close();
        using var leaving = new CancellationTokenSource();
        var picture = Pictures.New();
        var leavers = Enumerable.Range(0, 10).Select(_ => Http.CaptionAsync(picture, cancellationToken: leaving.Token)).ToArray();
        await Server.Model.Encode.ArrivedAsync();
        var stayers = Enumerable.Range(0, 10).Select(_ => Http.CaptionAsync(picture).AnswerAsync()).ToArray();

        await leaving.CancelAsync();
        foreach (var leaver in leavers) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Server.Model.Encode.Open();

        Assert.All(await Task.WhenAll(stayers), answer => Assert.Equal("A dog runs.", (string?)answer["caption"]));
    }

    [Fact]
    public async Task Post_EveryClientLeaves_TheWorkIsCancelledAndTheNextComputes()
    {
        Server.Model.Encode.Close();
        using var leaving = new CancellationTokenSource();
        var picture = Pictures.New();
        var only = Http.CaptionAsync(picture, cancellationToken: leaving.Token);
        await Server.Model.Encode.ArrivedAsync();

        await leaving.CancelAsync();
        await Server.Model.Encode.CancelledAsync();
        Server.Model.Encode.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        Assert.Equal("computed", (string?)(await Http.CaptionAsync(picture).AnswerAsync())["source"]);
    }
}
