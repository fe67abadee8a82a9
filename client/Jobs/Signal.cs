namespace CaptionCluster.Client.Jobs;

/// <summary>Wakes whoever waits in this process. Only a shortcut: what other processes do is found by looking.</summary>
internal sealed class Signal
{
    private volatile TaskCompletionSource _next = Create();

    /// <summary>Ends with the next pulse. Take it before looking, or a pulse in between is missed.</summary>
    public Task Next => _next.Task;

    public void Pulse() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    /// <summary>Waits for a pulse, or for as long as a look is not due anyway. Never throws.</summary>
    public static async Task WaitAsync(Task next, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        await next.WaitAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What happens to jobs in this process.</summary>
internal sealed class JobSignals
{
    public Signal Accepted { get; } = new();

    /// <summary>An item was decided, or a job ended.</summary>
    public Signal Progressed { get; } = new();

    /// <summary>A job completed, so that its webhook is due.</summary>
    public Signal Completed { get; } = new();
}
