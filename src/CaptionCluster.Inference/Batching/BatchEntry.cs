using System.Diagnostics;

namespace CaptionCluster.Inference.Batching;

/// <summary>One caller's place in a batch queue. Leaves at once when the caller does.</summary>
internal abstract class BatchEntry(CancellationToken cancellationToken)
{
    private CancellationTokenRegistration _registration;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The caller's span, to be linked with the batch's.</summary>
    public Activity? Caller { get; private set; }

    public Urgency Urgency { get; set; }

    /// <summary>Which other silo's image grain asks; null for one of this silo.</summary>
    public string? AskingSilo { get; private set; }

    public long EnqueuedAt { get; set; }

    public TimeSpan QueueDuration { get; set; }

    /// <summary>Where it waits; null once taken. Guarded by the queue's lock.</summary>
    public LinkedListNode<BatchEntry>? Node { get; set; }

    /// <summary>Has the caller been answered, whichever way?</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Takes down what travels with the call.</summary>
    public void Arrive() => (Caller, Urgency, AskingSilo) = (Activity.Current, Urgency.Current, CaptionCluster.AskingSilo.Address);

    public abstract void Cancel();

    public abstract void Fail(Exception exception);

    public void WatchCaller(Action<BatchEntry> left)
    {
        if (CancellationToken.CanBeCanceled)
        {
            _registration = CancellationToken.UnsafeRegister(
                static state => { var (entry, gone) = ((BatchEntry, Action<BatchEntry>))state!; gone(entry); }, (this, left));
        }
    }

    protected void StopWatching() => _registration.Unregister();
}

/// <summary>A batch entry that is answered with a <typeparamref name="TResult"/>.</summary>
/// <param name="handsOver">
/// Who awaits the answer does no more with it than to enqueue for the next stage, and is let do so on the device's thread: no other has to
/// be woken first. What goes wrong is told on another thread all the same.
/// </param>
internal abstract class BatchEntry<TResult>(CancellationToken cancellationToken, bool handsOver = false) : BatchEntry(cancellationToken)
{
    private readonly TaskCompletionSource<TResult> _answer =
        new(handsOver ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public void Complete(TResult result)
    {
        StopWatching();
        _answer.TrySetResult(result);
    }

    public override void Cancel() => Tell(() => _answer.TrySetCanceled(CancellationToken));

    public override void Fail(Exception exception)
    {
        StopWatching();
        Tell(() => _answer.TrySetException(exception));
    }

    private void Tell(Func<bool> trouble)
    {
        if (handsOver) ThreadPool.UnsafeQueueUserWorkItem(static trouble => trouble(), trouble, preferLocal: false);
        else trouble();
    }
}
