using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Testing;

/// <summary>A clock that stands still until told, and lets a test wait for a timer to be set before it moves on.</summary>
public sealed class ObservedTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _set = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Observed(base.CreateTimer(callback, state, dueTime, period), this);
        Saw(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer was set to this time, now or before. Each setting counts once.</summary>
    public async Task TimerSetAsync(TimeSpan dueTime)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_set.Remove(dueTime)) return;
                changed = _changed.Task;
            }

            await Patience.For(changed);
        }
    }

    /// <summary>Waits until any timer was set, and tells to which time. Each setting counts once.</summary>
    public async Task<TimeSpan> TimerSetAsync()
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_set.Count > 0)
                {
                    var first = _set[0];
                    _set.RemoveAt(0);
                    return first;
                }

                changed = _changed.Task;
            }

            await Patience.For(changed);
        }
    }

    private void Saw(TimeSpan dueTime)
    {
        lock (_gate)
        {
            _set.Add(dueTime);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Observed(ITimer inner, ObservedTime owner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            owner.Saw(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
