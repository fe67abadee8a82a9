using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace CaptionCluster.Client.Tests.Calls;

public sealed class HedgedCallTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ClusterConnection _connection = new(isLocal: false);
    private readonly CallOptions _options = new() { RetryReserve = 5, RetriesPerCall = 0 };
    private readonly List<TaskCompletionSource<string>> _asked = [];
    private readonly SemaphoreSlim _wasAsked = new(0);
    private HedgedCall Calls => field ??= new HedgedCall(
        _connection, new RetryBudget(Options.Create(_options), _time, SampleMeters.Factory), Options.Create(_options), _time);

    [Fact]
    public async Task Run_Answered_AsksOnce()
    {
        var call = RunAsync();
        await AskedAsync(1);
        _asked[0].SetResult("a dog");

        Assert.Equal("a dog", await call.WaitAsync(Patience.Limit));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Run_SiloLost_AsksAgainAfterAPause()
    {
        var call = RunAsync();
        await AskedAsync(1);
        _asked[0].SetException(new SiloUnavailableException("gone"));
        await PassAsync(_options.FirstPause, 2);
        _asked[1].SetResult("a dog");

        Assert.Equal("a dog", await call.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Run_ErrorOfTheWork_IsNotAskedAgain()
    {
        var call = RunAsync();
        await AskedAsync(1);
        _asked[0].SetException(new InferenceFailedException("no such token"));

        await Assert.ThrowsAsync<InferenceFailedException>(() => call.WaitAsync(Patience.Limit));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Run_ConnectionLost_AsksBesideAndFirstAnswerCounts()
    {
        var call = RunAsync();
        await AskedAsync(1);
        _connection.Lost();
        await AskedAsync(2);
        _asked[1].SetResult("a dog");

        Assert.Equal("a dog", await call.WaitAsync(Patience.Limit));
        Assert.True(_asked[0].Task.IsCanceled);
    }

    [Fact]
    public async Task Run_Silence_AsksBesideAndTheFirstMayStillAnswer()
    {
        var call = RunAsync();
        await AskedAsync(1);
        await PassAsync(_options.AskAgainAfter, 2);
        _asked[0].SetResult("a dog");

        Assert.Equal("a dog", await call.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Run_SilenceForLong_ReplacesTheOldest()
    {
        var call = RunAsync();
        await AskedAsync(1);
        for (var times = 1; times <= 3; times++) await PassAsync(TimeSpan.FromSeconds(10), times + 1);

        Assert.True(_asked[0].Task.IsCanceled);
        Assert.False(_asked[1].Task.IsCompleted);
        _asked[3].SetResult("a dog");
        Assert.Equal("a dog", await call.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Run_BudgetSpent_IsRefusedAsOverload()
    {
        _options.RetryReserve = 0;
        var call = RunAsync();
        await AskedAsync(1);
        _asked[0].SetException(new SiloUnavailableException("gone"));

        await Assert.ThrowsAsync<OverloadedException>(() => call.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Run_CallerLeaves_GivesUpEveryAttempt()
    {
        using var leaving = new CancellationTokenSource();
        var call = RunAsync(leaving.Token);
        await AskedAsync(1);
        _connection.Lost();
        await AskedAsync(2);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience.Limit));
        Assert.All(_asked, attempt => Assert.True(attempt.Task.IsCanceled));
    }

    private Task<string> RunAsync(CancellationToken cancellationToken = default) => Calls.RunAsync(
        token =>
        {
            var attempt = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            token.Register(() => attempt.TrySetCanceled(token));
            _asked.Add(attempt);
            _wasAsked.Release();
            return attempt.Task;
        },
        cancellationToken);

    private async Task AskedAsync(int times)
    {
        while (_asked.Count < times) await _wasAsked.WaitAsync(Patience.Limit);
    }

    /// <summary>Lets time pass until it was asked that often: when the pause starts can't be seen from here.</summary>
    private async Task PassAsync(TimeSpan pause, int times)
    {
        while (_asked.Count < times)
        {
            _time.Advance(pause);
            await Task.Yield();
        }
    }
}
