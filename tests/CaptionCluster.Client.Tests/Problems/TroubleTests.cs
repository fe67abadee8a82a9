using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Problems;

public sealed class TroubleTests : IAsyncLifetime
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
    public async Task Post_QueueIsFull_Is429WithRetryAfter()
    {
        _server.Model.Failure = new OverloadedException("Full.", TimeSpan.FromSeconds(2.1));

        using var response = await _http.CaptionAsync(Pictures.New());

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Post_QueueIsFullForAMoment_RetryAfterIsAtLeastASecond()
    {
        _server.Model.Failure = new OverloadedException("Full.", TimeSpan.Zero);

        using var response = await _http.CaptionAsync(Pictures.New());

        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Post_ModelFails_Is500WithoutItsWords()
    {
        _server.Model.Failure = new InvalidOperationException("the secret");

        using var response = await _http.CaptionAsync(Pictures.New());

        Assert.Equal(500, (int)response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ModelIsGone_Is503WithRetryAfter()
    {
        _server.Model.Failure = new ModelNotAvailableException("Replaced.");

        using var response = await _http.CaptionAsync(Pictures.New());

        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_AfterTrouble_IsAnswered()
    {
        var picture = Pictures.New();
        _server.Model.Failure = new OverloadedException("Full.", TimeSpan.Zero);
        using (await _http.CaptionAsync(picture))
        {
        }

        _server.Model.Failure = null;

        Assert.Equal("computed", (string?)(await _http.CaptionAsync(picture).AnswerAsync())["source"]);
    }

    [Fact]
    public async Task Get_UnknownAddress_Is404Problem() => await _http.GetAsync("/v2/captions").ProblemAsync(404, "not-found");

    [Fact]
    public async Task Put_KnownAddress_Is405Problem() => await _http.PutAsync("/v1/captions", null).ProblemAsync(405, "method-not-allowed");
}
