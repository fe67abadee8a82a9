namespace CaptionCluster.Storage.Sqlite.Writing;

/// <summary>One caller's change, waiting for its commit.</summary>
/// <param name="change">True when it changed anything.</param>
internal sealed class WriteRequest(Func<CaptionWriter, bool> change, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _changed;

    /// <summary>Ends when the change is committed, or has failed.</summary>
    public Task<bool> Committed => _completion.Task;

    /// <summary>The caller left before its turn came: nothing is to be written.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public void Apply(CaptionWriter writer) => _changed = change(writer);

    public void Complete() => _completion.TrySetResult(_changed);

    public void Fail(Exception error) => _completion.TrySetException(error);

    public void Abandon() => _completion.TrySetCanceled(cancellationToken);
}
