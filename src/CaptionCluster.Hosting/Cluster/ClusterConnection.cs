namespace CaptionCluster.Hosting;

/// <summary>
/// This process' connections to the cluster. When one ends, answers to calls in flight may have been lost with it, and Orleans' client
/// would wait for them until the call's time-out: whoever waits watches <see cref="NextLoss"/> and asks again.
/// </summary>
public sealed class ClusterConnection(bool isLocal)
{
    private TaskCompletionSource _nextLoss = New();

    /// <summary>The silo is in this process: nothing can be lost on the way.</summary>
    public bool IsLocal { get; } = isLocal;

    /// <summary>Ends when the next connection is lost.</summary>
    public Task NextLoss => Volatile.Read(ref _nextLoss).Task;

    public void Lost() => Interlocked.Exchange(ref _nextLoss, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
