namespace CaptionCluster.Storage.Writing;

/// <summary>One caller's change, waiting to be written.</summary>
internal abstract class WriteRequest(CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The caller left before its turn came: nothing is to be written.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    /// <summary>Ends when the change is durable, has failed, or the caller has left.</summary>
    public Task WaitAsync() => _completion.Task.WaitAsync(cancellationToken);

    public void Complete() => _completion.TrySetResult();

    public void Fail(Exception error) => _completion.TrySetException(error);

    public void Abandon() => _completion.TrySetCanceled(cancellationToken);
}
