using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>Time that passes when a test says so, and tells which pauses are made.</summary>
internal sealed class PassingTime() : FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _pauses.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>The next pause, begun.</summary>
    public Task<TimeSpan> BeginsAsync() => Patience.For(_pauses.Reader.ReadAsync().AsTask());

    /// <summary>The next pause, over.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        var pause = await BeginsAsync();
        Advance(pause);
        return pause;
    }
}
