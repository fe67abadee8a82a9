using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Sharing;

/// <summary>Two hundred clients, one new photo, one inference.</summary>
public sealed class SharingTests(OneDecoderServer server) : IClassFixture<OneDecoderServer>
{
    private const int Clients = 200;
    private const int Strangers = 40;
    private const string Inferences = "caption_inference_total";
    private const string Waiting = "caption_requests_waiting";
    private readonly ServerMetrics _metrics = server.Server.Metrics;

    [Fact]
    public async Task Post_200ClientsSendOneNewPhoto_OneInferenceAndEqualAnswers()
    {
        var before = await _metrics.ReadAsync(Inferences);

        await using var crowd = Crowd.Of(server.Http, Clients, Photos.New());
        var answers = await crowd.Answers;

        Assert.Equal(before + 1, await _metrics.ReadAsync(Inferences));
        Assert.Single(answers, answer => answer.Source == "computed");
        Assert.Equal(Clients - 1, answers.Count(answer => answer.Source is "coalesced" or "hit"));
        Assert.Single(answers.Select(answer => (answer.Caption, answer.Adequacy)).Distinct());
    }

    [Fact]
    public async Task Post_HalfOf200Leave_TheOthersGetTheCaptionOfTheOneInference()
    {
        var photo = Photos.New();
        var before = await _metrics.ReadAsync(Inferences);
        await using var ahead = await FillDecoderAsync();
        await using var leavers = Crowd.Of(server.Http, Clients / 2, photo); // the one who brought the pixels among them
        await ExpectWaitingAsync(leavers.Waiting, ahead);
        await using var stayers = Crowd.Of(server.Http, Clients / 2, photo);
        await ExpectWaitingAsync(Clients, ahead);

        Assert.Equal(Clients / 2, await leavers.LeaveAsync());
        await ExpectWaitingAtMostAsync(Clients / 2, ahead);
        Assert.Equal(Clients / 2, stayers.Waiting);
        await ahead.LeaveAsync();
        var answers = await stayers.Answers;

        Assert.All(answers, answer => Assert.Equal("coalesced", answer.Source));
        Assert.Single(answers.Select(answer => answer.Caption).Distinct(StringComparer.Ordinal));
        Assert.Equal(before + Strangers + 1, await _metrics.ReadAsync(Inferences));
    }

    [Fact]
    public async Task Post_All200Leave_TheFlightIsCancelledAndTheNextRequestComputes()
    {
        var photo = Photos.New();
        await using var ahead = await FillDecoderAsync();
        await using var leavers = Crowd.Of(server.Http, Clients, photo);
        await ExpectWaitingAsync(Clients, ahead);

        Assert.Equal(Clients, await leavers.LeaveAsync());
        await ExpectWaitingAtMostAsync(0, ahead);
        await ahead.LeaveAsync();
        await _metrics.BecomesAsync("caption_queue_depth", depth => depth == 0);
        var before = await _metrics.ReadAsync(Inferences);
        var next = await server.Http.CaptionAsync(photo);

        Assert.Equal("computed", next.Source);
        Assert.Equal(before + 1, await _metrics.ReadAsync(Inferences));
    }

    /// <summary>Puts strangers before everyone who comes now, be they still in the encoder's line or in the decoder's already.</summary>
    private async Task<Crowd> FillDecoderAsync()
    {
        var before = await _metrics.ReadAsync(Inferences);
        var strangers = Crowd.OfStrangers(server.Http, Strangers);
        await _metrics.BecomesAsync(Inferences, given => given >= before + Strangers);
        return strangers;
    }

    /// <summary>Strangers are counted before the server is asked: some may be gone by then, none may have come.</summary>
    private async Task ExpectWaitingAsync(int clients, Crowd strangers)
    {
        var ahead = strangers.Waiting;
        await _metrics.BecomesAsync(Waiting, waiting =>
        {
            var enough = waiting - ahead >= clients;
            ahead = strangers.Waiting;
            return enough;
        });
    }

    /// <summary>Strangers are counted after the server was asked: all of these were there then.</summary>
    private Task ExpectWaitingAtMostAsync(int clients, Crowd strangers) =>
        _metrics.BecomesAsync(Waiting, waiting => waiting - strangers.Waiting <= clients);
}
