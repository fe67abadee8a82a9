using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Waiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Waiting;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(null, 60)]
    [InlineData("wait=5", 5)]
    [InlineData("respond-async, wait=5", 5)]
    [InlineData("wait=500", 60)]
    [InlineData("wait=soon", 60)]
    public async Task Start_PreferredWait_IsKeptIfItIsLess(string? prefer, int seconds)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["Prefer"] = prefer;
        using var deadline = new Deadlines(Options.Create(new DeadlineOptions()), _time).Start(http);
        var work = deadline.KeepAsync(NeverAsync(deadline.Token)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(work.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAnyAsync<TimeoutException>(() => work.WaitAsync(Patience.Limit));
        Assert.Equal(seconds < 60, error is WaitOverException);
    }

    [Fact]
    public async Task Post_DeadlinePassesInTheModel_Is504AndTheModelIsLeft()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/captions") { Content = new ByteArrayContent(Pictures.New()) };
        request.Headers.Add("Prefer", "wait=1");
        server.Model.Encode.Close();

        var answer = http.SendAsync(request).ProblemAsync(504, "no-answer-in-time");
        await server.Model.Encode.ArrivedAsync();

        await answer;
        await server.Model.Encode.CancelledAsync();
    }

    private static async ValueTask<int> NeverAsync(CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return 0;
    }
}
