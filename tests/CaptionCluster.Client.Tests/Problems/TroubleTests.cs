using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Problems;

public sealed class TroubleTests : ServerTests
{
    [Fact]
    public async Task Post_QueueIsFull_Is429WithRetryAfter()
    {
        Server.Model.Failure = new OverloadedException("Full.", TimeSpan.FromSeconds(2.1));

        using var response = await Http.CaptionAsync(Pictures.New());

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Post_QueueIsFullForAMoment_RetryAfterIsAtLeastASecond()
    {
        Server.Model.Failure = new OverloadedException("Full.", TimeSpan.Zero);

        using var response = await Http.CaptionAsync(Pictures.New());

        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Post_ModelFails_Is500WithoutItsWords()
    {
        Server.Model.Failure = new InvalidOperationException("the secret");

        using var response = await Http.CaptionAsync(Pictures.New());

        Assert.Equal(500, (int)response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ModelIsGone_Is503WithRetryAfter()
    {
        Server.Model.Failure = new ModelNotAvailableException("Replaced.");

        using var response = await Http.CaptionAsync(Pictures.New());

        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_AfterTrouble_IsAnswered()
    {
        var picture = Pictures.New();
        Server.Model.Failure = new OverloadedException("Full.", TimeSpan.Zero);
        using (await Http.CaptionAsync(picture))
        {
        }

        Server.Model.Failure = null;

        Assert.Equal("computed", (string?)(await Http.CaptionAsync(picture).AnswerAsync())["source"]);
    }

    [Fact]
    public async Task Get_UnknownAddress_Is404Problem() => await Http.GetAsync("/v0/captions").ProblemAsync(404, "not-found");

    [Fact]
    public async Task Put_KnownAddress_Is405Problem() => await Http.PutAsync("/v1/captions", null).ProblemAsync(405, "method-not-allowed");
}
