using CaptionCluster.Client.Access.Limits;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Access.Limits;

public sealed class MinuteLimiterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MinuteLimiter _limiter;

    public MinuteLimiterTests() => _limiter = new MinuteLimiter(2, _time);

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public void AttemptAcquire_AsManyAsTheMinuteHas_GrantsNoMoreUntilItEnds()
    {
        Assert.Equal((true, 1, 60), Acquire());
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((true, 0, 40), Acquire());
        _time.Advance(TimeSpan.FromSeconds(39.9));
        Assert.False(Acquire().Granted);

        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal((true, 1, 60), Acquire());
    }

    [Fact]
    public void AttemptAcquire_AfterALongPause_BeginsAWindow()
    {
        Acquire();
        _time.Advance(TimeSpan.FromMinutes(90.5));

        Assert.Equal((true, 1, 60), Acquire());
    }

    [Fact]
    public void IdleDuration_InAWindow_IsNoneSoThatTheCountIsKept()
    {
        Acquire();
        Assert.Null(_limiter.IdleDuration);

        _time.Advance(TimeSpan.FromSeconds(75));

        Assert.Equal(TimeSpan.FromSeconds(15), _limiter.IdleDuration);
        Assert.Equal(2, _limiter.GetStatistics()!.CurrentAvailablePermits);
    }

    [Fact]
    public async Task AttemptAcquire_ManyAtOnce_GrantsExactlyTheLimit()
    {
        using var limiter = new MinuteLimiter(50, _time);
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, 25).Count(_ => limiter.AttemptAcquire().IsAcquired);
            },
            TaskCreationOptions.LongRunning));

        Assert.Equal(50, (await Task.WhenAll(threads)).Sum());
    }

    private (bool Granted, int Remaining, int Seconds) Acquire()
    {
        using var lease = _limiter.AttemptAcquire();
        Assert.True(lease.TryGetMetadata(LimitState.Name, out var state));
        return (lease.IsAcquired, state.Remaining, (int)Math.Ceiling(state.EndsIn.TotalSeconds));
    }
}
